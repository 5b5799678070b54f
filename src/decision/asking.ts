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

/** A trigger that may lead to a survey and is waiting: for its delay, a good moment, or a later page or day. */
export interface WaitingTrigger {
  /** What happened. */
  trigger: Trigger
  /** The id of the survey that it leads to. */
  survey: string
  /** The instant from which it may ask. */
  due: Milliseconds
}

/** What the decision offers the part that shows surveys. */
export interface AskingContext {
  readonly browser: DecisionBrowser
  readonly page: PageContext
  settings(): Settings
  /** The options as they were written, including those of the config file. */
  layers(): readonly WrittenOptions[]
  /** The situation that the rules would judge if this trigger came now. */
  situation(trigger: Trigger): Situation
  /** The site's storage key for a name. */
  key(name: string): string
  memory(): Memory
  /** Null if no respondent is known, or if the visitor's privacy signal forbids naming one. */
  respondent(): Respondent | null
  /** The survey of a waiting trigger, if it may ask now. */
  stillEligible(
    waiting: Pick<WaitingTrigger, 'trigger' | 'survey'>,
    situation: { opened: boolean; openElsewhere?: boolean },
  ): SurveySettings | undefined
  /** Counts why a waiting trigger led to no asking. */
  countNotAsked(waiting: Pick<WaitingTrigger, 'trigger' | 'survey'>, situation: Partial<Situation>): void
  /** Why triggers have led to no asking since the last call; empty if the site doesn't want to know. */
  takeNotAsked(): { notAsked?: NotAsked }
  /** Tells the page's handlers, and updates until when nobody can be asked. */
  emit(event: EventName, record: StoredRecord | ResponseRecord): void
}

/** Everything from "may be asked" to "the endpoint has the answer". */
export interface Asking {
  /** Asks when the trigger is due and the moment is good, on this page or a later one. */
  wait(waiting: WaitingTrigger): void
  /** Opens a survey now, because the visitor or the site wants it. */
  open(waiting: WaitingTrigger): void
  /** Resumes what earlier pages left: an open survey, waiting triggers, answers not accepted yet. */
  resume(): Promise<void>
  /** Drops the triggers that wait for a survey. */
  cancel(survey: string): void
  /** A trigger was reported again with more details. */
  replace(earlier: Trigger, merged: Trigger): void
  close(): void
  /** What a survey would disturb now; 'never' on a page where nobody is asked. */
  moment(): Situation['moment'] | 'never'
  waiting(): WaitingTrigger[]
  /** The id of the survey that is open on this page, or null. */
  shown(): string | null
  outbox(): Entry[]
  /** Removes the open survey and everything waiting from this page; the decision erases the storage. */
  forget(): void
  destroy(): void
}

export type CreateAsking = (context: AskingContext) => Asking
