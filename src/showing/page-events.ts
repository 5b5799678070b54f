import type { Milliseconds } from '../time/milliseconds.ts'
import { leavePage, reclaimLock, releaseLock } from './leave-and-return.ts'
import type { MomentQueue } from './moment-queue.ts'
import type { Moments } from './moments.ts'
import type { OpenSurvey } from './open-survey.ts'
import type { ShowingContext } from './showing-context.ts'
import type { ReleaseLock } from './tab-lock.ts'

/** How long focus and dialogs take to settle after their event. */
const settlingTime: Milliseconds = 50

/** Events after which a bad moment may have become a good one. */
const momentEvents = 'visibilitychange fullscreenchange focusin focusout click keyup close afterprint'

/** Hears what the page does. */
export interface PageListeners extends Pick<ShowingContext, 'browser' | 'delivery'> {
  openSurvey: OpenSurvey
  queue: MomentQueue
  moments: Moments
  requestLock(): Promise<ReleaseLock | null>
  /** Checks whether the moment is good now. */
  look(): void
}

/** Passes the page's events on to the open survey and to what waits; returns a function that stops this. */
export function listenToPage({
  browser,
  delivery,
  openSurvey,
  queue,
  moments,
  requestLock,
  look,
}: PageListeners): () => void {
  const presence = new AbortController()
  const on = (types: string, listener: (event: Event) => unknown) =>
    browser.listen(types, listener, presence.signal)

  function pageHidden(): void {
    leavePage(openSurvey)
    delivery.sendBeforeLeaving()
  }

  function sendLeftovers(): void {
    if (delivery.entries().length) delivery.sendDue(true)
  }

  /** Only for restored pages: on a new page, the part that shows surveys may be about to request the lock itself. */
  function pageShown(event: Event): void {
    if (!(event as PageTransitionEvent).persisted) return
    queue.forgetAsked()
    requestLock().then(release => reclaimLock(openSurvey, release))
    sendLeftovers()
  }

  on(momentEvents, () => browser.later(settlingTime, look))
  on('beforeprint', () => moments.setPrinting(true))
  on('afterprint', () => moments.setPrinting(false))
  on('visibilitychange', () => browser.disturbance() === 'hidden' && pageHidden())
  on('pagehide', () => {
    pageHidden()
    releaseLock(openSurvey)
  })
  on('pageshow', pageShown)
  on('online', sendLeftovers)
  return () => presence.abort()
}
