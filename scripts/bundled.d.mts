export const bundledLibraries: string[]
export function bundledPackages(): string[]
export function installedPackages(): string[]
