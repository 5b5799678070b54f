import type { Problem } from '../options/settings.ts'
import type { Trigger } from '../protocol/trigger.ts'
import type { AskingDesk, Pending } from '../showing/asking-part.ts'
import type { Desk } from './decision-part.ts'

/** What this part may use of the conductor, which decides. */
export interface BeyondDesk
  extends Pick<AskingDesk, 'environment' | 'settings' | 'key' | 'memory' | 'respondent' | 'stillEligible'> {
  desk: Desk
  /** Judges a trigger. The question to the collector is put before it by putting another function in its place. */
  consider(trigger: Trigger): unknown
  /** The visitor's choice has changed. */
  changed(): void
  /** Opens a survey by the visitor's wish. */
  open(pending: Pending): void
  /** Tells the page's handlers. */
  emit(event: 'problem', problem: Problem): void
}

/** What comes from beyond this browser's own memory: the collector's word, a link in an e-mail. */
export interface Beyond {
  /** The options were read, again perhaps, and the history is open. */
  begin(): void
}

export type CreateBeyond = (desk: BeyondDesk) => Beyond
