import type { Device } from '../schema/response.ts'
import type { History, Seen } from './history.ts'
import type { Milliseconds, Settings } from './settings.ts'
import type { Respondent, Trigger } from './trigger.ts'

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
  page: { path: string; locale: string; referrer: string | null; device: Device }
  consent: boolean
  gpc: boolean
  automation: boolean
  /** A survey is open in another tab of this site. */
  openElsewhere: boolean
  /** A survey was shown in this visit already. */
  askedInThisVisit: boolean
  /** Null: the moment is good; else what it waits for. */
  moment: 'hidden' | 'typing' | 'modal' | 'printing' | null
  /** What the collector said: nothing was asked of it, it agreed to anything, or it kept silent. */
  collector: 'not-asked' | 'answered' | 'silent'
  /** Opened by the visitor or the site (`show`, link): waits, opt-out, sample and audience are skipped. */
  opened: boolean
}
