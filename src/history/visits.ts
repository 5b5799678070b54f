const visitEndsAfter = 30 * 60_000

/**
 * Counts this page view: [first visit, visits, pages in this visit, last page view], in epoch milliseconds. A visit
 * ends after 30 minutes without a page view.
 */
export function countPageView(seen: readonly number[] | null, now: number): number[] {
  if (!seen) return [now, 1, 1, now]
  const [first, visits, pages, last] = seen as [number, number, number, number] // `parseSeen` gives all four.
  return now - last > visitEndsAfter ? [first, visits + 1, 1, now] : [first, visits, pages + 1, now]
}

/** Reads the stored count; null if there is none. */
export function parseSeen(text: string | null | undefined): number[] | null {
  return text && /^\d+(,\d+){3}$/.test(text) ? text.split(',').map(Number) : null
}
