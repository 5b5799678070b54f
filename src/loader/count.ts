import { countPageView, parseSeen } from '../history/visits.ts'
import { keyOf, type LoaderState, mayRemember, stored } from './state.ts'

/** The rules that need the number of visits. */
export const countingRules = ['minVisits', 'minPages', 'minAge']

/** Counts this page view, and keeps the count unless consent is still needed or the page is a preview. */
export function countVisit(loader: LoaderState): void {
  const { browser, view } = loader
  loader.seen = countPageView(loader.seen, browser.now())
  if (!view && mayRemember(loader)) browser.local.set(keyOf(loader, 'seen'), loader.seen.join())
}

/**
 * Counts this page view once, if a rule needs the count or if one exists: while there is none, another tab of the same
 * visit may start one at any time.
 */
export function countThisPage(loader: LoaderState): void {
  if (loader.seen) return
  loader.seen = parseSeen(stored(loader, 'seen'))
  if (loader.seen || loader.hasAny(countingRules)) countVisit(loader)
}
