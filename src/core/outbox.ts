import type { StoredRecord } from './record.ts'
import { dueAgain, receptionOf } from './retry.ts'
import type { Milliseconds } from './settings.ts'

/** A response on its way. It stays until the endpoint has accepted its last revision. */
export interface Entry {
  record: StoredRecord
  /** The survey is in a page, or was when that page went away: more may come, so nothing is due yet. */
  open: boolean
  /** The highest revision that was accepted, 0 for none. */
  accepted: number
  tries: number
  /** The last HTTP status, 0 for no answer, null before the first try. */
  status: number | null
  /** From when it may be sent again; null: only by a newer client. */
  nextAt: Milliseconds | null
  /** `Retry-After` set `nextAt`, so neither a page view nor the network's return makes it earlier. */
  held: boolean
  addedAt: Milliseconds
  /** When the page that shows the survey was last known to be there; it may come back within `carryOver`. */
  touchedAt: Milliseconds
  /** The client that sent it last. */
  client: string
}

/** What came of one try. */
export interface Attempt {
  revision: number
  /** The HTTP status, 0 for no answer. */
  status: number
  /** `Retry-After`, or null. */
  wait: Milliseconds | null
  client: string
  /** 0 ≤ random < 1 */
  random: number
}

const day = 86_400_000
const life = 30 * day

export const newEntry = (record: StoredRecord, now: Milliseconds): Entry => ({
  record,
  open: true,
  accepted: 0,
  tries: 0,
  status: null,
  nextAt: now,
  held: false,
  addedAt: now,
  touchedAt: now,
  client: record.client,
})

/** The record moved on. A new revision starts afresh: what was wrong with the last one doesn't hold it back. */
export const withRecord = (entry: Entry, record: StoredRecord, now: Milliseconds): Entry => ({
  ...entry,
  record,
  addedAt: now,
  tries: 0,
  nextAt: entry.held ? entry.nextAt : now,
})

/** The entry after a try. */
export function afterAttempt(entry: Entry, attempt: Attempt, now: Milliseconds): Entry {
  const { revision, status, client, wait } = attempt
  const reception = receptionOf(status)
  if (reception === 'accepted') {
    return {
      ...entry,
      status,
      client,
      tries: 0,
      held: false,
      accepted: Math.max(entry.accepted, revision),
      nextAt: now,
    }
  }
  const tries = entry.tries + 1
  return {
    ...entry,
    status,
    client,
    tries,
    held: reception === 'again' && wait !== null,
    nextAt: dueAgain(reception, { ...attempt, tries }, now),
  }
}

/** Nothing more will come of it: all that is to be sent was accepted, or its 30 days are over. */
export const isDone = (entry: Entry, now: Milliseconds): boolean =>
  (!entry.open && entry.accepted >= entry.record.revision) || now - entry.addedAt > life

/**
 * Whether to send now.
 * @param fresh A page view, the network's return or the page's end: tries at once what is only backing off.
 */
export function isDue(entry: Entry, client: string, fresh: boolean, now: Milliseconds): boolean {
  if (entry.open || entry.accepted >= entry.record.revision) return false
  if (entry.nextAt === null) return entry.client !== client
  const backingOff = !entry.held && receptionOf(entry.status ?? 0) === 'again'
  // No wait is longer than a day: what lies further ahead was set by a clock that was wrong.
  return entry.nextAt <= now || entry.nextAt > now + day || (fresh && backingOff)
}

/** From when a page view has to look after an entry, should this page go away. */
export const wakesAt = (entry: Entry, client: string, now: Milliseconds): Milliseconds =>
  entry.open || isDue(entry, client, true, now) ? now : (entry.nextAt ?? now + day)

/** Reads a stored entry; null where it is not one. */
export function parseEntry(text: string | null): Entry | null {
  try {
    const entry = JSON.parse(text ?? 'null')
    return typeof entry?.record?.id === 'string' && entry.record.schema === 1 && entry.addedAt > 0
      ? entry
      : null
  } catch {
    return null // Not ours, or cut short: nothing that could be sent.
  }
}
