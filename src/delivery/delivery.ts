import type { Browser } from '../browser/browser.ts'
import type { Settings } from '../options/settings.ts'
import type { ResponseRecord } from '../protocol/response.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import { afterAcceptance, afterFailure, isDone, isDue, wakesAt } from './outbox.ts'
import { createOutboxStorage, type OutboxStorage } from './outbox-storage.ts'
import { post, type Reply } from './post.ts'
import { instant } from './record.ts'
import { receptionOf, retryAfter } from './retry.ts'

/** What delivery needs from the page. */
export interface DeliveryContext {
  browser: Browser
  settings(): Settings
  /** The site's storage key for a name. */
  key(name: string): string
  /** Reports a record that the endpoint has accepted. */
  delivered(record: ResponseRecord): void
  /** When triggers that wait for a later page are due: a page view has to handle them as well. */
  waitingDue(): readonly Milliseconds[]
}

/**
 * Works through the outbox: one record per POST, kept until the endpoint has accepted it. Delivery is at least once; by id
 * and revision, a record still counts once.
 */
export interface Delivery extends Omit<OutboxStorage, 'write' | 'dropSurplus' | 'forgetUnstored'> {
  /** Sends a record as it stands, without waiting for a lock; resolves to whether the endpoint has it. */
  send(id: string): Promise<boolean>
  /**
   * Sends what is due.
   * @param isFresh after a page view or the network's return: entries that are only backing off are tried at once
   */
  sendDue(isFresh: boolean): Promise<void>
  /** The page may be gone in a moment: sends what is due without waiting for anything. */
  sendBeforeLeaving(): void
  /** Forgets what only this page has, and stops retrying. */
  forget(): void
  stop(): void
}

/** The longest wait until the next look, in milliseconds. */
const day = 86_400_000
const never = Number.POSITIVE_INFINITY

/** The outbox, and what this page knows about its delivery. */
interface DeliveryState {
  readonly context: DeliveryContext
  readonly outbox: OutboxStorage
  /** Ids of records that this page is sending. */
  readonly onTheWay: Set<string>
  /** Statuses that the site has been warned about. */
  readonly reportedStatuses: Set<number>
  cancelRetry(): void
}

/** The client that a refusal is noted for: a newer version of ours may succeed where an older one could not. */
const client = `howlikely/${__VERSION__}`

export function createDelivery(context: DeliveryContext): Delivery {
  const outbox = createOutboxStorage(context)
  const state: DeliveryState = {
    context,
    outbox,
    onTheWay: new Set(),
    reportedStatuses: new Set(),
    cancelRetry() {},
  }
  return {
    entries: outbox.entries,
    find: outbox.find,
    keep: outbox.keep,
    drop: outbox.drop,
    send: id => send(state, id),
    sendDue: isFresh => sendDue(state, isFresh),
    sendBeforeLeaving: () => sendBeforeLeaving(state),
    forget() {
      outbox.forgetUnstored()
      state.cancelRetry()
    },
    stop: () => state.cancelRetry(),
  }
}

async function send(state: DeliveryState, id: string, keepalive = true): Promise<boolean> {
  const { outbox, onTheWay } = state
  const { browser, settings } = state.context
  const entry = outbox.find(id)
  if (!entry || onTheWay.has(id) || entry.accepted >= entry.record.revision) return false
  onTheWay.add(id)
  const record: ResponseRecord = { ...entry.record, sentAt: instant(browser.now()) }
  const reply = await post(browser, settings(), record, keepalive)
  onTheWay.delete(id)
  if (receptionOf(reply.status) === 'accepted') {
    noteAcceptance(state, record, reply)
    return true
  }
  // All keepalive requests of a page share 64 KiB; while the page is visible, the record can be sent without it.
  if (!reply.status && keepalive && browser.disturbance() !== 'hidden') return send(state, id, false)
  noteRefusal(state, id, reply)
  return false
}

function noteAcceptance(state: DeliveryState, record: ResponseRecord, { status }: Reply): void {
  const { outbox, context } = state
  // The record may have moved on or been erased while this was under way.
  const latest = outbox.find(record.id)
  if (latest) outbox.write(afterAcceptance(latest, record.revision, status))
  context.delivered(record)
  if (latest && !latest.open) send(state, record.id)
}

function noteRefusal(state: DeliveryState, id: string, { status, retryAfter: header }: Reply): void {
  const { outbox } = state
  const { now, random } = state.context.browser
  const entry = outbox.find(id)
  const wait = retryAfter(header, now())
  if (entry) outbox.write(afterFailure(entry, { status, wait, client, random: random() }, now()))
  outbox.dropSurplus()
  reportRefusal(state, status)
  planRetry(state)
}

/** Says once for each status that the site has to do something about it. */
function reportRefusal({ context, reportedStatuses }: DeliveryState, status: number): void {
  if (receptionOf(status) === 'again' || reportedStatuses.has(status)) return
  reportedStatuses.add(status)
  context.browser.warn(
    `the endpoint answered ${status}, and only a 2xx accepts a response. The answer is kept and sent again later.`,
  )
}

/** When this page itself has to try again. */
const nextTry = ({ outbox, onTheWay }: DeliveryState): Milliseconds =>
  Math.min(
    ...outbox
      .entries()
      .map(({ open, nextAt, record }) => (open || onTheWay.has(record.id) ? never : (nextAt ?? never))),
  )

/** Stores when a page view has to look after what waits, and sets this page's own timer. */
function planRetry(state: DeliveryState): void {
  const { browser, key, waitingDue } = state.context
  const { local, now, later } = browser
  const wakeAt = Math.min(
    ...waitingDue(),
    ...state.outbox.entries().map(entry => wakesAt(entry, client, now())),
  )
  if (wakeAt < never) local.set(key('wakeAt'), `${Math.min(wakeAt, now() + day)}`)
  else local.remove(key('wakeAt'))
  state.cancelRetry()
  const due = nextTry(state)
  if (due < never) state.cancelRetry = later(Math.max(0, due - now()), () => sendDue(state, false))
}

async function sendDue(state: DeliveryState, isFresh: boolean): Promise<void> {
  const { outbox } = state
  const { browser, key } = state.context
  if (!outbox.entries().length) return planRetry(state)
  const release = await browser.requestLock(key('sending'), true).catch(() => undefined)
  // Another tab is sending; the next page view looks at whatever it leaves.
  if (release === null) return
  for (const entry of outbox.entries()) {
    // Even an entry whose time has run out is tried once more, since the clock may be wrong.
    if (isDue(entry, client, isFresh, browser.now())) await send(state, entry.record.id)
    else if (isDone(entry, browser.now())) outbox.drop(entry.record.id)
  }
  release?.()
  planRetry(state)
}

function sendBeforeLeaving(state: DeliveryState): void {
  const { outbox, context } = state
  for (const entry of outbox.entries())
    if (isDue(entry, client, true, context.browser.now())) send(state, entry.record.id)
}
