import type { Settings } from '../options/settings.ts'
import { watchGoogle } from './watch-google.ts'
import { watchTcf } from './watch-tcf.ts'

/** Reports consent: true if it is given, false if it was refused or withdrawn, undefined if nobody has decided. */
export type ReportConsent = (isGiven: boolean | undefined) => void

/** Watches a tool that asks visitors for consent. */
export type Watch = (report: ReportConsent) => {
  /** To be called when the tool may have appeared, or been replaced. */
  look(): void
  stop(): void
}

/** When to look for a tool that comes late, in seconds. */
const looks = [1, 3, 10]

/**
 * Watches the consent tool that the site names. A tool that comes late is looked for when the page has loaded, is shown
 * again, or is clicked.
 * @param report called at once with the present state, and with each change
 * @returns a function that stops watching
 */
export function watchConsentTool(
  { consent, dataLayer }: Pick<Settings, 'consent' | 'dataLayer'>,
  report: ReportConsent,
): () => void {
  let last: boolean | undefined
  const watch = consent === 'google' ? watchGoogle(dataLayer) : watchTcf
  const { look, stop } = watch(isGiven => {
    if (isGiven === last) return
    last = isGiven
    report(isGiven)
  })
  const presence = new AbortController()
  // After the tool itself has handled the click.
  const lookAfterEvent = () => setTimeout(look)
  for (const type of ['load', 'pageshow', 'click'])
    addEventListener(type, lookAfterEvent, { capture: true, signal: presence.signal })
  const timers = looks.map(seconds => setTimeout(look, seconds * 1000))
  look()
  return () => {
    presence.abort()
    timers.forEach(clearTimeout)
    stop()
  }
}

/** The part for consent tools. */
export interface ConsentTools {
  watchConsentTool: typeof watchConsentTool
}
