const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** The longest that a message waits between two tries by itself. */
export const longestPause = 15 * minute

/** The longest that a destination may ask to be left alone. */
export const longestRetryAfter = 6 * hour

/** How long a message is tried. */
export const patience = 7 * day

/**
 * Milliseconds until the next try: 1 s, doubled with each try up to {@link longestPause}, and as long as the destination asked for.
 * @param tries how often it was tried in vain, from 1
 */
export function pauseAfter(tries: number, retryAfter = 0): number {
  const own = Math.min(longestPause, second * 2 ** Math.min(tries - 1, 30))
  return Math.max(own, Math.min(retryAfter, longestRetryAfter))
}

/** What a `Retry-After` asks for, seconds or a date, in milliseconds; 0 where it is neither. @param now milliseconds since 1970 */
export function retryAfterOf(header: string | null | undefined, now: number): number {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text) * second
  const at = text === '' ? Number.NaN : Date.parse(text)
  return Number.isNaN(at) ? 0 : Math.max(0, at - now)
}
