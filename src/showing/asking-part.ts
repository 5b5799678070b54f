import type { Environment } from '../browser/environment.ts'
import type { Desk, EventName } from '../decision/decision-part.ts'
import type { Entry } from '../delivery/outbox.ts'
import type { StoredRecord } from '../delivery/record.ts'
import type { Situation } from '../eligibility/situation.ts'
import type { Memory } from '../history/memory.ts'
import type { Settings, SurveySettings } from '../options/settings.ts'
import type { ResponseRecord } from '../protocol/response.ts'
import type { Respondent, Trigger } from '../protocol/trigger.ts'
import type { Milliseconds } from '../time/milliseconds.ts'

/** A trigger that may lead to a survey, and waits: for its delay, for a good moment, for a later page or day. */
export interface Pending {
  trigger: Trigger
  survey: string
  /** From when it may ask. */
  due: Milliseconds
}

/** What the asking may use of the conductor, which decides. */
export interface AskingDesk extends Pick<Desk, 'countVisits' | 'load'> {
  /** The loader's count of visits and pages as it is now, or null where nothing counts. */
  seen(): Desk['seen']
  environment: Environment
  settings(): Settings
  /** The storage key of the site for a name. */
  key(name: string): string
  memory(): Memory
  /** Null where none is known, or where the visitor's privacy signal asks for none. */
  respondent(): Respondent | null
  /** The survey by that id, if it may ask now. */
  stillEligible(
    pending: Pick<Pending, 'trigger' | 'survey'>,
    situation: { opened: boolean; openElsewhere?: boolean },
  ): SurveySettings | undefined
  /** Tells the page's handlers, and looks anew when it is quiet. */
  happened(event: EventName, record: StoredRecord | ResponseRecord): void
}

/** From "may be asked" to "the endpoint has it". */
export interface Asking {
  /**
   * Asks when it is due and the moment is good, on this page or a later one.
   * @param at from when on this page @default due
   */
  wait(pending: Pending, at?: Milliseconds): void
  /** Opens it now, by the visitor's or the site's wish. */
  open(pending: Pending): void
  /** Takes up what earlier pages left: an open survey, triggers that wait, answers that nobody has accepted yet. */
  pickUp(): Promise<unknown>
  /** Something happened that drops what waits for this survey. */
  cancel(survey: string): void
  /** The trigger was told again, with more. */
  replace(earlier: Trigger, merged: Trigger): void
  close(): void
  /** What a survey would disturb now; 'never' where nobody is asked on this page. */
  moment(): Situation['moment'] | 'never'
  waiting(): Pending[]
  outbox(): Entry[]
  /** Takes the open survey and all that waits out of this page; what is stored is the conductor's to erase. */
  forget(): void
  destroy(): void
}

export type CreateAsking = (desk: AskingDesk) => Asking
