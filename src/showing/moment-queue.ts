import type { WaitingTrigger } from '../decision/asking.ts'
import type { Trigger } from '../protocol/trigger.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import type { Moments, Obstacle } from './moments.ts'
import type { ShowingContext } from './showing-context.ts'
import { createStoredWaiting } from './stored-waiting.ts'

/** The triggers that wait on this page: for their time, and then for a good moment. */
export interface MomentQueue {
  /**
   * Lets a trigger wait on this page and, where the survey allows it, on later ones.
   * @param at from when it may ask on this page @default its due time
   */
  add(waiting: WaitingTrigger, at?: Milliseconds): void
  drop(waiting: WaitingTrigger): void
  dropSurvey(survey: string): void
  /** A trigger was reported again, with more details. */
  replace(earlier: Trigger, merged: Trigger): void
  has(waiting: WaitingTrigger): boolean
  /** Whether another page has asked about it meanwhile, or dropped it. */
  isTaken(waiting: WaitingTrigger): boolean
  /** The moment went bad at the last instant: it waits for the next one. */
  postpone(waiting: WaitingTrigger): void
  /** Asks by whatever is due, if this is a good moment. */
  askDue(): void
  /** What the waiting trigger, or else any, would be held back by now. */
  moment(waiting?: WaitingTrigger): Obstacle | null
  /** Whether any lacks only a good moment. */
  isDue(): boolean
  /** The page is back: what an earlier or later page has asked about meanwhile waits here no more. */
  forgetAsked(): void
  /** All that wait, those from earlier pages included. */
  stored(): WaitingTrigger[]
  /** Nothing waits on this page any more. */
  clear(): void
}

/** A wake-up is never planned further ahead, so that a wrong clock costs a day at most. */
const day: Milliseconds = 86_400_000

/**
 * @param ask asks by a waiting trigger whose moment is good
 * @param watch has the page looked at again and again: nothing may announce a good moment
 */
export function createMomentQueue(
  { browser, settings, key }: Pick<ShowingContext, 'browser' | 'settings' | 'key'>,
  moments: Moments,
  ask: (waiting: WaitingTrigger) => void,
  watch: () => void,
): MomentQueue {
  const storedWaiting = createStoredWaiting(browser.local, () => key('waiting'))
  /** Whether each lacks only a good moment. */
  const here = new Map<WaitingTrigger, boolean>()
  const surveyOf = (waiting: WaitingTrigger | undefined) =>
    settings().surveys.find(({ id }) => id === waiting?.survey)

  function moment(waiting: WaitingTrigger | undefined = [...here.keys()][0]): Obstacle | null {
    return moments.obstacle(surveyOf(waiting))
  }

  function askDue(): void {
    for (const [waiting, isDue] of here) {
      if (!isDue || moment(waiting)) continue
      here.set(waiting, false)
      ask(waiting)
    }
  }

  function becomeDue(waiting: WaitingTrigger): void {
    if (here.has(waiting)) postpone(waiting)
    askDue()
  }

  function postpone(waiting: WaitingTrigger): void {
    here.set(waiting, true)
    watch()
  }

  /** Whether it may ask on a later page, too. */
  function isStored(waiting: WaitingTrigger): boolean {
    const survey = surveyOf(waiting)
    return !!(survey?.after || survey?.carryOver)
  }

  const isTaken = (waiting: WaitingTrigger) => isStored(waiting) && !storedWaiting.has(waiting)

  function drop(waiting: WaitingTrigger): void {
    here.delete(waiting)
    storedWaiting.drop(waiting)
  }

  return {
    add(waiting, at = waiting.due) {
      if (isStored(waiting)) {
        storedWaiting.put(waiting)
        // A page view looks after it, should this page go away; what else waits may be due before.
        const earlier = Number(browser.local.get(key('wakeAt'))) || waiting.due
        browser.local.set(key('wakeAt'), `${Math.min(waiting.due, earlier, browser.now() + day)}`)
      }
      here.set(waiting, false)
      const delay = at - browser.now()
      if (delay > 0) browser.later(delay, () => becomeDue(waiting))
      else becomeDue(waiting)
    },
    drop,
    dropSurvey(survey) {
      for (const waiting of here.keys()) if (waiting.survey === survey) drop(waiting)
    },
    replace(earlier, merged) {
      for (const waiting of here.keys()) {
        if (waiting.trigger !== earlier) continue
        waiting.trigger = merged
        storedWaiting.update(waiting)
      }
    },
    has: waiting => here.has(waiting),
    isTaken,
    postpone,
    askDue,
    moment,
    isDue: () => [...here.values()].includes(true),
    forgetAsked() {
      for (const waiting of here.keys()) if (isTaken(waiting)) here.delete(waiting)
    },
    stored: storedWaiting.all,
    clear: () => here.clear(),
  }
}
