import type { Milliseconds } from '../time/milliseconds.ts'

/** A new UUIDv7: 48 bits of time, the version 7, and the variant 8 before random bits (RFC 9562, section 5.7). */
export function newId(now: Milliseconds): string {
  const time = now.toString(16).padStart(12, '0')
  const digits = [...crypto.getRandomValues(new Uint8Array(18))].map(byte => (byte % 16).toString(16))
  const random = (from: number, to: number) => digits.slice(from, to).join('')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random(0, 3)}-8${random(3, 6)}-${random(6, 18)}`
}
