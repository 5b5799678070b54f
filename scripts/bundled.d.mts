export const bundledLibraries: string[]
export function bundledPackages(): string[]
