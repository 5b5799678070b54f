import type { PageStory } from './browser.ts'

/** Navigation to the load event's end, or null while the page is loading. */
function loadTime(): number | null {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  // Without an entry that is NaN, which is none as well.
  return Math.round(entry?.loadEventEnd as number) || null
}

/** What a record says of the page as it is now. */
export const pageStory = (): PageStory => ({
  languages: [document.documentElement.lang, ...navigator.languages],
  loadMs: loadTime(),
  secondsOnPage: Math.round(performance.now() / 1000),
})
