import type { Disturbance, PageView } from '../browser/browser.ts'
import type { History, Seen } from '../history/history.ts'
import type { Settings } from '../options/settings.ts'
import type { Respondent, Trigger } from '../protocol/trigger.ts'
import type { Milliseconds } from '../time/milliseconds.ts'

/** Everything a rule may look at, as plain values. */
export interface Situation {
  now: Milliseconds
  /** When the loader was built: a clock that shows an earlier time is wrong. */
  builtAt: Milliseconds
  settings: Settings
  /** False if storage is blocked, full, unreadable, of a newer version, or 'none'. */
  canRemember: boolean
  history: History
  seen: Seen | null
  respondent: Respondent | null
  /** Null for `explain` on a page where nothing has happened. */
  trigger: Trigger | null
  page: PageView
  consent: boolean
  gpc: boolean
  automation: boolean
  /** A survey is open in another tab of this site. */
  openElsewhere?: boolean
  /** A survey has already been shown in this visit. */
  askedInThisVisit: boolean
  /** What has to end before the moment is good; null or absent if it is good already. */
  moment?: Disturbance | 'printing' | 'asking' | null
  /** Whether the collector was asked, and answered: 'not-asked' (or absent), 'answered', or 'silent'. */
  collector?: 'not-asked' | 'answered' | 'silent' | undefined
  /** Opened by the visitor or the site (`show`, link): waits, opt-out, sample and audience are skipped. */
  opened?: boolean
}
