import type { SurveySettings } from '../options/settings.ts'
import type { Asking, AskingDesk, Pending } from '../showing/asking-part.ts'
import type { Showing, SurveyParts } from '../showing/showing.ts'
import type { Stage } from '../showing/stage.ts'
import type { Delivery, Refusal } from './delivery.ts'

/** What the later part may use of the asking. */
export interface LaterDesk {
  desk: AskingDesk
  stage: Stage
  delivery: Delivery
  showing: Showing
  /** The right to show, over all tabs; null where another tab has it. */
  claim(): Promise<(() => void) | null>
  loadParts(): Promise<SurveyParts>
  find(survey: string): SurveySettings | undefined
  waiting: Asking['waiting']
  wait: Asking['wait']
  drop(pending: Pending): void
}

/** What is left for later: what earlier pages left open, and what the endpoint has not accepted at once. */
export interface Later {
  /** Takes up an open survey and triggers that wait, and begins to send what nobody has accepted yet. */
  pickUp(): Promise<void>
  /**
   * A try did not succeed: says when the next is due. Resolves to whether one at once, without `keepalive`, did.
   */
  refused(id: string, refusal: Refusal): Promise<boolean>
  /**
   * The network or the page is back, or about to go: tries at once what is only backing off.
   * @param closing waits for nobody
   */
  flush(closing?: boolean): Promise<void>
  /** Takes over what a server has written down in its cookie, since this browser may have forgotten it. */
  recall(): true
  stop(): void
}

export type CreateLater = (desk: LaterDesk) => Later
