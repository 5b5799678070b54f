import type { Milliseconds } from './milliseconds.ts'

const units: Readonly<Record<string, Milliseconds>> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5 }

/** One day of 24 hours. */
export const day: Milliseconds = 864e5

/** Reads "0", or 1 to 4 digits and s, m (minutes), h, d or w; null for anything else. */
export function parseDuration(text: string): Milliseconds | null {
  const match = /^(?:0|(\d{1,4})([smhdw]))$/.exec(text)
  return match ? Number(match[1] ?? 0) * (units[match[2] ?? ''] ?? 0) : null
}
