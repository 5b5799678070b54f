import type { PageStory } from './browser.ts'

/** Milliseconds from navigation to the end of the load event, or null while the page is loading. */
function loadTime(): number | null {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  // Without an entry this is NaN, which gives null as well.
  return Math.round(entry?.loadEventEnd as number) || null
}

/** What a record says about the page as it is now. */
export const pageStory = (): PageStory => ({
  languages: [document.documentElement.lang, ...navigator.languages],
  loadMs: loadTime(),
  secondsOnPage: Math.round(performance.now() / 1000),
})
