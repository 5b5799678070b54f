import type { Settings } from '../options/settings.ts'
import { watchGoogle } from './watch-google.ts'
import { watchTcf } from './watch-tcf.ts'

/** Reports consent: true where it is given, false where it was refused or withdrawn, undefined where nobody has said. */
export type ReportConsent = (isGiven: boolean | undefined) => void

/** Watches a tool that asks visitors for consent. */
export type Watch = (report: ReportConsent) => {
  /** The tool may have come, or come anew, since the last look. */
  look(): void
  stop(): void
}

/** When a tool that comes late is looked for, in seconds. */
const looks = [1, 3, 10]

/**
 * Watches the consent tool that the site names. A tool that comes late is looked for when the page has loaded, is shown
 * again, or is clicked.
 * @param report called with each change, at once with what is found now
 * @returns what stops it
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
  // The tool's own answer to the click comes first.
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
