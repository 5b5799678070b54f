import type { WaitingTrigger } from '../decision/asking.ts'
import type { SurveySettings } from '../options/settings.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import { endRecord } from './advance-record.ts'
import { loadCardWords } from './card-words.ts'
import { type KeptSurvey, keptSurvey } from './kept-in-tab.ts'
import type { MomentQueue } from './moment-queue.ts'
import type { OpenSurvey } from './open-survey.ts'
import type { ShowingContext } from './showing-context.ts'
import type { ReleaseLock } from './tab-lock.ts'

/** How long the page that this tab had before may take to release the lock. */
const handOverTime: Milliseconds = 1_000

const surveyOf = ({ settings }: ShowingContext, id: string): SurveySettings | undefined =>
  settings().surveys.find(survey => survey.id === id)

const pause = ({ browser }: ShowingContext, delay: Milliseconds): Promise<void> =>
  new Promise(resolve => {
    browser.later(delay, resolve)
  })

/** What goes on with what earlier pages left. */
interface Successors {
  openSurvey: OpenSurvey
  queue: MomentQueue
  requestLock(): Promise<ReleaseLock | null>
}

/** The right to show; a survey that this tab had open may wait for it until the page before has let go. */
async function requestLockFor(
  context: ShowingContext,
  { requestLock }: Successors,
  kept: KeptSurvey | null,
): Promise<ReleaseLock | null> {
  const release = await requestLock()
  if (release || !kept) return release
  await pause(context, handOverTime)
  return requestLock()
}

/** Ends open surveys whose page is gone and won't come back. */
function endAbandoned(context: ShowingContext, kept: KeptSurvey | null): void {
  const { browser, delivery } = context
  if (kept) endRecord(context, kept.record, 'left')
  for (const { record, open, keptAt } of delivery.entries()) {
    const carryOver = surveyOf(context, record.survey)?.carryOver ?? 0
    // Before or after: the clock may have been set.
    if (open && Math.abs(browser.now() - keptAt) > carryOver) endRecord(context, record, 'left')
  }
}

/** The survey that this tab had open goes on within `carryOver`; what nobody comes back to has ended. */
async function resumeOpenSurvey(context: ShowingContext, successors: Successors): Promise<void> {
  const kept = keptSurvey(context)
  // Nothing to resume: leave the lock to the tab that may need it.
  if (!kept && !context.delivery.entries().some(({ open }) => open)) return
  const release = await requestLockFor(context, successors, kept)
  // Without the right, another tab shows it: this one is a copy of that.
  if (!release) return
  const survey = kept ? surveyOf(context, kept.record.survey) : undefined
  if (kept && survey && context.browser.now() - kept.touchedAt <= survey.carryOver) {
    const words = await loadCardWords(context)
    successors.openSurvey.show({ survey, trigger: kept.trigger, opened: false, words, release }, kept)
    return
  }
  endAbandoned(context, kept)
  release()
}

/** Whether a trigger that waited on an earlier page may still ask. Who was to be asked on a later day comes some day after it. */
const isStillWaiting = ({ due }: WaitingTrigger, survey: SurveySettings, now: Milliseconds): boolean =>
  now - due <= Math.max(survey.carryOver, survey.after)

function resumeWaiting(context: ShowingContext, queue: MomentQueue): void {
  const now = context.browser.now()
  for (const waiting of queue.stored()) {
    const survey = surveyOf(context, waiting.survey)
    if (survey && isStillWaiting(waiting, survey, now))
      queue.add(waiting, Math.max(waiting.due, now + survey.delay))
    else {
      context.countNotAsked(waiting, { moment: 'hidden' })
      queue.drop(waiting)
    }
  }
}

/** Goes on with what earlier pages left: an open survey, waiting triggers, answers that were not accepted yet. */
export async function resume(context: ShowingContext, successors: Successors): Promise<void> {
  await resumeOpenSurvey(context, successors)
  resumeWaiting(context, successors.queue)
  context.delivery.sendDue(true)
}
