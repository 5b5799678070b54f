/**
 * Tells whether a page tells of an order a second time, as far as anybody can know: the order has no number, and the
 * browser has loaded this very page again, or gone back to it.
 */
export function createToldAgain(): (ref: unknown) => boolean {
  const first = location.href
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  const isLoadedAgain = /^(reload|back_forward)$/.test(`${entry?.type}`)
  return ref => !ref && isLoadedAgain && location.href === first
}
