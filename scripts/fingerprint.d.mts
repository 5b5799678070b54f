export const builtFrom: string
export function fingerprint(): string
