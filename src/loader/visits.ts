const visitEndsAfter = 30 * 60_000

/**
 * Counts this page view: [first visit, visits, pages in this visit, last page view], in epoch milliseconds. A visit
 * ends after 30 minutes without a page view.
 */
export function countPageView(seen: readonly number[] | null, now: number): number[] {
  if (!seen) return [now, 1, 1, now]
  const [first = now, visits = 1, pages = 0, last = 0] = seen
  return now - last > visitEndsAfter ? [first, visits + 1, 1, now] : [first, visits, pages + 1, now]
}

/** Reads the stored count; null where there is none. */
export function parseSeen(text: string | null): number[] | null {
  const numbers = (text || '').split(',').map(Number)
  return numbers.length === 4 && numbers.every(Number.isFinite) ? numbers : null
}
