import type { WaitingTrigger } from '../decision/asking.ts'
import type { Trigger } from '../protocol/trigger.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import type { Moments, Obstacle } from './moments.ts'
import type { ShowingContext } from './showing-context.ts'
import { createStoredWaiting } from './stored-waiting.ts'

/** The triggers that wait on this page: first until they are due, then for a good moment. */
export interface MomentQueue {
  /**
   * Lets a trigger wait on this page and, if the survey allows it, on later ones.
   * @param at from when it may ask on this page @default its due time
   */
  add(waiting: WaitingTrigger, at?: Milliseconds): void
  drop(waiting: WaitingTrigger): void
  dropSurvey(survey: string): void
  /** A trigger was reported again with more details. */
  replace(earlier: Trigger, merged: Trigger): void
  has(waiting: WaitingTrigger): boolean
  /** Whether another page has since asked about it or dropped it. */
  isHandledElsewhere(waiting: WaitingTrigger): boolean
  /** The moment turned bad just before the asking: the trigger waits for the next good one. */
  postpone(waiting: WaitingTrigger): void
  /** Asks about every trigger that is due, if the moment is good. */
  askDue(): void
  /** What would hold back the waiting trigger now; without an argument, the first one that waits. */
  moment(waiting?: WaitingTrigger): Obstacle | null
  /** Whether any trigger waits only for a good moment. */
  isDue(): boolean
  /** The page is back: drops from this page what other pages have asked about meanwhile. */
  forgetAsked(): void
  /** All waiting triggers, including those of earlier pages. */
  stored(): WaitingTrigger[]
  /** Stops all waiting on this page. */
  clear(): void
}

/** Wake-ups are planned at most this far ahead, so that a wrong clock costs no more than a day. */
const day: Milliseconds = 86_400_000

/**
 * @param ask asks about a waiting trigger, called at a good moment
 * @param watch has the page looked at again and again, since no event may announce a good moment
 */
export function createMomentQueue(
  { browser, settings, key }: Pick<ShowingContext, 'browser' | 'settings' | 'key'>,
  moments: Moments,
  ask: (waiting: WaitingTrigger) => void,
  watch: () => void,
): MomentQueue {
  const storedWaiting = createStoredWaiting(browser.local, () => key('waiting'))
  /** Each trigger that waits on this page, with whether it waits only for a good moment. */
  const onThisPage = new Map<WaitingTrigger, boolean>()
  const surveyOf = (waiting: WaitingTrigger | undefined) =>
    settings().surveys.find(({ id }) => id === waiting?.survey)

  function moment(waiting: WaitingTrigger | undefined = [...onThisPage.keys()][0]): Obstacle | null {
    return moments.obstacle(surveyOf(waiting))
  }

  function askDue(): void {
    for (const [waiting, isDue] of onThisPage) {
      if (!isDue || moment(waiting)) continue
      onThisPage.set(waiting, false)
      ask(waiting)
    }
  }

  function becomeDue(waiting: WaitingTrigger): void {
    if (onThisPage.has(waiting)) postpone(waiting)
    askDue()
  }

  function postpone(waiting: WaitingTrigger): void {
    onThisPage.set(waiting, true)
    watch()
  }

  /** Whether a trigger may also ask on a later page. */
  function isStored(waiting: WaitingTrigger): boolean {
    const survey = surveyOf(waiting)
    return !!(survey?.after || survey?.carryOver)
  }

  const isHandledElsewhere = (waiting: WaitingTrigger) => isStored(waiting) && !storedWaiting.has(waiting)

  function drop(waiting: WaitingTrigger): void {
    onThisPage.delete(waiting)
    storedWaiting.drop(waiting)
  }

  return {
    add(waiting, at = waiting.due) {
      if (isStored(waiting)) {
        storedWaiting.put(waiting)
        // If this page goes away, a page view takes over; other waiting triggers may be due before this one.
        const earlier = Number(browser.local.get(key('wakeAt'))) || waiting.due
        browser.local.set(key('wakeAt'), `${Math.min(waiting.due, earlier, browser.now() + day)}`)
      }
      onThisPage.set(waiting, false)
      const delay = at - browser.now()
      if (delay > 0) browser.later(delay, () => becomeDue(waiting))
      else becomeDue(waiting)
    },
    drop,
    dropSurvey(survey) {
      for (const waiting of onThisPage.keys()) if (waiting.survey === survey) drop(waiting)
    },
    replace(earlier, merged) {
      for (const waiting of onThisPage.keys()) {
        if (waiting.trigger !== earlier) continue
        waiting.trigger = merged
        storedWaiting.update(waiting)
      }
    },
    has: waiting => onThisPage.has(waiting),
    isHandledElsewhere,
    postpone,
    askDue,
    moment,
    isDue: () => [...onThisPage.values()].includes(true),
    forgetAsked() {
      for (const waiting of onThisPage.keys()) if (isHandledElsewhere(waiting)) onThisPage.delete(waiting)
    },
    stored: storedWaiting.all,
    clear: () => onThisPage.clear(),
  }
}
