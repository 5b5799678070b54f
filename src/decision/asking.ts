import type { DecisionBrowser } from '../browser/browser.ts'
import type { Entry } from '../delivery/outbox.ts'
import type { StoredRecord } from '../delivery/record.ts'
import type { Situation } from '../eligibility/situation.ts'
import type { Memory } from '../history/memory.ts'
import type { Settings, SurveySettings } from '../options/settings.ts'
import type { NotAsked, ResponseRecord } from '../protocol/response.ts'
import type { Respondent, Trigger } from '../protocol/trigger.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import type { EventName, PageContext, WrittenOptions } from './page-context.ts'

/** A trigger that may lead to a survey, and waits: for its delay, for a good moment, for a later page or day. */
export interface WaitingTrigger {
  /** What happened. */
  trigger: Trigger
  /** The id of the survey that it leads to. */
  survey: string
  /** The instant from which it may ask. */
  due: Milliseconds
}

/** What the decision offers to the part that shows surveys. */
export interface AskingContext {
  readonly browser: DecisionBrowser
  readonly page: PageContext
  settings(): Settings
  /** The options as they were written, those of the config file included. */
  layers(): readonly WrittenOptions[]
  /** What the rules would look at, had this trigger come now. */
  situation(trigger: Trigger): Situation
  /** The site's storage key for a name. */
  key(name: string): string
  memory(): Memory
  /** Null where none is known, or where the visitor's privacy signal asks for none. */
  respondent(): Respondent | null
  /** The survey of a waiting trigger, if it may ask now. */
  stillEligible(
    waiting: Pick<WaitingTrigger, 'trigger' | 'survey'>,
    situation: { opened: boolean; openElsewhere?: boolean },
  ): SurveySettings | undefined
  /** A trigger that waited leads to no asking: counts why. */
  countNotAsked(waiting: Pick<WaitingTrigger, 'trigger' | 'survey'>, situation: Partial<Situation>): void
  /** Why triggers led to no asking since this was taken last, where the site wants to know. */
  takeNotAsked(): { notAsked?: NotAsked }
  /** Tells the page's handlers, and looks anew whether it is quiet. */
  emit(event: EventName, record: StoredRecord | ResponseRecord): void
}

/** From "may be asked" to "the endpoint has the answer". */
export interface Asking {
  /** Asks when it is due and the moment is good, on this page or a later one. */
  wait(waiting: WaitingTrigger): void
  /** Opens a survey now, by the visitor's or the site's wish. */
  open(waiting: WaitingTrigger): void
  /** Goes on with what earlier pages left: an open survey, waiting triggers, answers that were not accepted yet. */
  resume(): Promise<void>
  /** Drops what waits for a survey. */
  cancel(survey: string): void
  /** A trigger was reported again, with more details. */
  replace(earlier: Trigger, merged: Trigger): void
  close(): void
  /** What a survey would disturb now; 'never' on a page where nobody is asked. */
  moment(): Situation['moment'] | 'never'
  waiting(): WaitingTrigger[]
  /** The id of the survey that is open on this page, or null. */
  shown(): string | null
  outbox(): Entry[]
  /** Removes the open survey and all that waits from this page; erasing storage is the decision's task. */
  forget(): void
  destroy(): void
}

export type CreateAsking = (context: AskingContext) => Asking
