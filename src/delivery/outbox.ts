import type { Milliseconds } from '../time/milliseconds.ts'
import type { StoredRecord } from './record.ts'
import { dueAgain, receptionOf } from './retry.ts'

/** A response on its way. It stays until the endpoint has accepted its last revision. */
export interface Entry {
  record: StoredRecord
  /** The survey is open in a page, or was when that page went away: more may come, so nothing is due yet. */
  open: boolean
  /** The highest revision that was accepted, 0 for none. */
  accepted: number
  /** The earliest instant to send it again; null: only a newer client may. */
  nextAt: Milliseconds | null
  /** When the page that shows the survey last kept it; that page may come back within `carryOver`. */
  keptAt: Milliseconds
  /** Failed tries in a row. */
  tries?: number
  /** The last HTTP status, 0 for no answer; absent before the first try. */
  status?: number
  /** `nextAt` comes from `Retry-After`, so neither a page view nor the network's return makes it earlier. */
  held?: boolean
  /** The client that failed last. */
  client?: string
}

/** A try that failed. */
export interface Failure {
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

/**
 * The entry for a record that is to be sent. A new revision starts afresh: the failures of the last one don't hold it back.
 * @param open more may come, so nothing is due yet
 * @param earlier the entry of an earlier revision
 */
export const newEntry = (
  record: StoredRecord,
  open: boolean,
  now: Milliseconds,
  earlier: Partial<Entry> = {},
): Entry => {
  const { accepted = 0, held = false, nextAt = now } = earlier
  // A clock set back must not shorten the thirty days of a closed record.
  const keptAt = open ? now : Math.max(now, earlier.keptAt ?? now)
  return { record, open, accepted, held, nextAt: held ? nextAt : now, keptAt }
}

/** The entry after the endpoint has accepted a revision. */
export const afterAcceptance = (entry: Entry, revision: number, status: number): Entry => ({
  ...entry,
  status,
  accepted: revision,
})

/** The entry after a try that failed. */
export function afterFailure(entry: Entry, failure: Failure, now: Milliseconds): Entry {
  const { status, client, wait } = failure
  const reception = receptionOf(status)
  const tries = (entry.tries ?? 0) + 1
  return {
    ...entry,
    status,
    client,
    tries,
    held: reception === 'again' && wait !== null,
    nextAt: dueAgain(reception, { ...failure, tries }, now),
  }
}

/** Whether nothing more will happen to it: all that was to be sent was accepted, or its 30 days are over. */
export const isDone = (entry: Entry, now: Milliseconds): boolean =>
  (!entry.open && entry.accepted >= entry.record.revision) || now - entry.keptAt > life

/**
 * Whether to send now.
 * @param fresh A page view, the network's return or the page's end: entries that are only backing off are tried at once.
 */
export function isDue(entry: Entry, client: string, fresh: boolean, now: Milliseconds): boolean {
  if (entry.open || entry.accepted >= entry.record.revision) return false
  if (entry.nextAt === null) return entry.client !== client
  const backingOff = !entry.held && receptionOf(entry.status ?? 0) === 'again'
  // No wait takes two days: an instant further ahead was set by a clock that was wrong.
  return entry.nextAt <= now || entry.nextAt > now + 2 * day || (fresh && backingOff)
}

const room = 50

/** A score outweighs any age: instants have thirteen digits. */
const worth = ({ record, keptAt }: Entry) => (record.score === null ? 0 : 1e15) + keptAt

/** The entries beyond the 50 that there is room for: those without a score go first, and the oldest first. */
export const surplus = (entries: readonly Entry[]): Entry[] =>
  [...entries].sort((a, b) => worth(b) - worth(a)).slice(room)

/** From when a page view has to look after an entry, if this page goes away. */
export const wakesAt = (entry: Entry, client: string, now: Milliseconds): Milliseconds =>
  entry.open || isDue(entry, client, true, now) ? now : (entry.nextAt ?? now + day)

/** Reads a stored entry; null if it is not one. */
export function parseEntry(text: string | null): Entry | null {
  try {
    const entry = JSON.parse(`${text}`)
    return entry.record.id && entry.record.schema === 1 && entry.keptAt > 0 ? entry : null
  } catch {
    return null // Not ours, or cut short: it cannot be sent.
  }
}
