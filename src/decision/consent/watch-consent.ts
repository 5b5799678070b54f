import type { Shelf } from '../../browser/environment.ts'
import type { Settings } from '../../options/settings.ts'
import type { Desk } from '../decision-part.ts'
import { watchGoogle } from './watch-google.ts'
import { watchTcf } from './watch-tcf.ts'

/** Watches a tool that asks visitors for consent. */
export type Watch = (
  /** True where it is given, false where it was refused or withdrawn, undefined where nobody has said. */
  tell: (isGiven: boolean | undefined) => void,
) => {
  /** The tool may have come, or come anew, since the last look. */
  look(): void
  stop(): void
}

const seconds = [1, 3, 10]

/**
 * Takes the visitor's choice from where the site says it is asked for; undefined where that is not for us to watch. What
 * was counted before there was consent to keep it is kept with it.
 * A tool that comes late is looked for when the page has loaded, is shown again, or is clicked.
 *
 * @param changed called after each change but the one that is found at once
 * @returns stops it
 */
export function watchConsent(
  local: Pick<Shelf, 'set'>,
  { site, consent, dataLayer }: Pick<Settings, 'site' | 'consent' | 'dataLayer'>,
  desk: Pick<Desk, 'said' | 'seen'>,
  changed: () => void,
): (() => void) | undefined {
  const { said } = desk
  const keepCount = () => {
    if (said.consent === true && desk.seen) local.set(`howlikely:${site}:seen`, desk.seen.join())
  }
  keepCount()
  if (consent !== 'google' && consent !== 'tcf') return undefined
  const watch = consent === 'google' ? watchGoogle(dataLayer) : watchTcf
  let last: boolean | undefined
  let hasBegun = false

  const { look, stop } = watch(isGiven => {
    if (isGiven === last) return
    said.consent = last = isGiven
    keepCount()
    if (hasBegun) changed()
  })
  const presence = new AbortController()
  // A banner's own answer to the click comes first.
  const lookAfter = () => setTimeout(look)
  for (const type of ['load', 'pageshow', 'click']) {
    addEventListener(type, lookAfter, { capture: true, signal: presence.signal })
  }
  const timers = seconds.map(count => setTimeout(look, count * 1000))
  look()
  hasBegun = true
  return () => {
    presence.abort()
    timers.forEach(clearTimeout)
    stop()
  }
}
