/**
 * Makes a check for orders that a page reports a second time, as far as anybody can know: the order has no number, and
 * the browser has reloaded this very page or gone back to it.
 */
export function createRepeatedOrderCheck(): (ref: unknown) => boolean {
  const firstAddress = location.href
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  const isLoadedAgain = /^(reload|back_forward)$/.test(`${entry?.type}`)
  return ref => !ref && isLoadedAgain && location.href === firstAddress
}
