import type { Milliseconds } from '../time/milliseconds.ts'
import type { MomentQueue } from './moment-queue.ts'
import type { OpenSurvey } from './open-survey.ts'
import type { ShowingContext } from './showing-context.ts'
import { requestTabLock } from './tab-lock.ts'

/** Focus and dialogs settle after their event. */
const settlingTime: Milliseconds = 50

/** After any of these a bad moment may have become a good one. */
const momentEvents = 'visibilitychange focusin focusout click keyup close afterprint'

/** Hears what the page does to an open survey and to what waits; returns what stops that. */
export function listenToPage(
  context: Pick<ShowingContext, 'browser' | 'key' | 'delivery'>,
  openSurvey: OpenSurvey,
  queue: MomentQueue,
): () => void {
  const { browser, delivery } = context
  const presence = new AbortController()
  const on = (types: string, listener: (event: Event) => unknown) =>
    browser.listen(types, listener, presence.signal)

  function pageHidden(): void {
    openSurvey.pageHidden()
    delivery.sendBeforeLeaving()
  }

  function sendLeftovers(): void {
    if (delivery.entries().length) delivery.sendDue(true)
  }

  /** Another page is new, and what shows a survey on it may be about to request the lock. */
  function pageShown(event: Event): void {
    if (!(event as PageTransitionEvent).persisted) return
    requestTabLock(context).then(openSurvey.reclaimLock)
    sendLeftovers()
  }

  on(momentEvents, () => browser.later(settlingTime, queue.askDue))
  on('beforeprint', () => queue.setPrinting(true))
  on('afterprint', () => queue.setPrinting(false))
  on('visibilitychange', () => browser.disturbance() === 'hidden' && pageHidden())
  on('pagehide', () => {
    pageHidden()
    openSurvey.releaseLock()
  })
  on('pageshow', pageShown)
  on('online', sendLeftovers)
  return () => presence.abort()
}
