import type { Milliseconds } from '../time/milliseconds.ts'

/**
 * What the endpoint's answer means for a message.
 * accepted: done. again: nobody's fault, so try soon. wrong-message: this message will never be accepted, but a newer
 * client may send a better one. wrong-endpoint: the endpoint is not set up, so try once a day.
 */
export type Reception = 'accepted' | 'again' | 'wrong-message' | 'wrong-endpoint'

/** @param status The HTTP status, 0 for no answer, 3xx for a redirect that was not followed. */
export function receptionOf(status: number): Reception {
  if (status >= 200 && status < 300) return 'accepted'
  if (!status || status >= 500 || [408, 425, 429].includes(status)) return 'again'
  return [400, 409, 413, 422].includes(status) ? 'wrong-message' : 'wrong-endpoint'
}

const longestWait = 300_000
const day = 86_400_000

/**
 * Exponential back-off with full jitter: a random time in 0 … min(5 min, 1 s × 2^tries).
 * @param random 0 ≤ random < 1
 */
export const backOff = (tries: number, random: number): Milliseconds =>
  random * Math.min(longestWait, 1000 * 2 ** tries)

/**
 * `Retry-After` in milliseconds from now: whole seconds or an HTTP date (RFC 9110, section 10.2.3); null if there is
 * none that can be read. Never more than a day.
 */
export function retryAfter(header: string | null, now: Milliseconds): Milliseconds | null {
  if (!header) return null
  const wait = /^\d+$/.test(header) ? +header * 1000 : Date.parse(header) - now
  return wait >= 0 ? Math.min(wait, day) : null
}

/** When a message that was not accepted is due again; null: only a newer client may send it. */
export function dueAgain(
  reception: Reception,
  { tries, random, wait }: { tries: number; random: number; wait: Milliseconds | null },
  now: Milliseconds,
): Milliseconds | null {
  if (reception === 'wrong-message') return null
  // Also back off after `Retry-After`, or all clients that were told the same time would come back at once.
  return now + (reception === 'wrong-endpoint' ? day : (wait ?? 0) + backOff(tries, random))
}
