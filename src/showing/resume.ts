import type { WaitingTrigger } from '../decision/asking.ts'
import type { SurveySettings } from '../options/settings.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import { endRecord } from './advance-record.ts'
import { loadCardWords } from './card-words.ts'
import { type KeptSurvey, keptSurvey } from './kept-in-tab.ts'
import type { MomentQueue } from './moment-queue.ts'
import type { OpenSurvey } from './open-survey.ts'
import { showSurvey } from './show-survey.ts'
import type { ShowingContext } from './showing-context.ts'
import type { ReleaseLock } from './tab-lock.ts'

/** How long this tab's previous page may take to release the lock. */
const handOverTime: Milliseconds = 1_000

const surveyOf = ({ settings }: ShowingContext, id: string): SurveySettings | undefined =>
  settings().surveys.find(survey => survey.id === id)

const pause = ({ browser }: ShowingContext, delay: Milliseconds): Promise<void> =>
  new Promise(resolve => {
    browser.later(delay, resolve)
  })

/** What takes over from earlier pages: the survey that was open, and the triggers that wait. */
interface ResumeTargets {
  openSurvey: OpenSurvey
  queue: MomentQueue
  requestLock(): Promise<ReleaseLock | null>
}

/** The right to show; if this tab had a survey open, it waits until the previous page has let go. */
async function requestLockFor(
  context: ShowingContext,
  { requestLock }: ResumeTargets,
  kept: KeptSurvey | null,
): Promise<ReleaseLock | null> {
  const release = await requestLock()
  if (release || !kept) return release
  await pause(context, handOverTime)
  return requestLock()
}

/** Ends open surveys whose page is gone and will not come back. */
function endAbandoned(context: ShowingContext, kept: KeptSurvey | null): void {
  const { browser, delivery } = context
  if (kept) endRecord(context, kept.record, 'left')
  for (const { record, open, keptAt } of delivery.entries()) {
    const carryOver = surveyOf(context, record.survey)?.carryOver ?? 0
    // Absolute, since the clock may have been set back.
    if (open && Math.abs(browser.now() - keptAt) > carryOver) endRecord(context, record, 'left')
  }
}

/** Resumes the survey that this tab had open, within `carryOver`; ends surveys to which nobody came back. */
async function resumeOpenSurvey(context: ShowingContext, targets: ResumeTargets): Promise<void> {
  const kept = keptSurvey(context)
  // Nothing to resume: leave the lock to a tab that may need it.
  if (!kept && !context.delivery.entries().some(({ open }) => open)) return
  const release = await requestLockFor(context, targets, kept)
  // Without the right: another tab shows the survey, and this tab is a copy of that one.
  if (!release) return
  const survey = kept ? surveyOf(context, kept.record.survey) : undefined
  if (kept && survey && context.browser.now() - kept.touchedAt <= survey.carryOver) {
    const words = await loadCardWords(context)
    showSurvey(targets.openSurvey, { survey, trigger: kept.trigger, opened: false, words, release }, kept)
    return
  }
  endAbandoned(context, kept)
  release()
}

/** Whether a trigger that waited on an earlier page may still ask. With `after`, visitors may come some days late. */
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

/** Resumes what earlier pages left: an open survey, waiting triggers, answers not accepted yet. */
export async function resume(context: ShowingContext, targets: ResumeTargets): Promise<void> {
  await resumeOpenSurvey(context, targets)
  resumeWaiting(context, targets.queue)
  context.delivery.sendDue(true)
}
