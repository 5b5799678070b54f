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
  /** False where storage is blocked, full, unreadable, of a newer version, or 'none'. */
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
  /** A survey was shown in this visit already. */
  askedInThisVisit: boolean
  /** What the moment waits for; null or absent where it is good. */
  moment?: Disturbance | 'printing' | 'asking' | null
  /** What the collector said: nothing was asked of it (or absent), it agreed to anything, or it kept silent. */
  collector?: 'not-asked' | 'answered' | 'silent' | undefined
  /** Opened by the visitor or the site (`show`, link): waits, opt-out, sample and audience are skipped. */
  opened?: boolean
}
