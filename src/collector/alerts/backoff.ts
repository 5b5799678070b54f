const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** The longest pause between two tries, unless the destination asks for more. */
export const longestPause = 15 * minute

/** The longest pause that a destination may ask for. */
export const longestRetryAfter = 6 * hour

/** How long a message is retried. */
export const patience = 7 * day

/**
 * Milliseconds until the next try: 1 s, doubled with each try up to {@link longestPause}, and at least as long as the
 * destination asked for.
 * @param tries number of failed tries, from 1
 */
export function pauseAfter(tries: number, retryAfter = 0): number {
  const own = Math.min(longestPause, second * 2 ** Math.min(tries - 1, 30))
  return Math.max(own, Math.min(retryAfter, longestRetryAfter))
}

/**
 * What `Retry-After` asks for, in seconds or as a date, converted to milliseconds; 0 if it is neither.
 * @param now milliseconds since 1970
 */
export function retryAfterOf(header: string | null | undefined, now: number): number {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text) * second
  const at = text === '' ? Number.NaN : Date.parse(text)
  return Number.isNaN(at) ? 0 : Math.max(0, at - now)
}
