import { type Complaint, complain, shown, valueAt } from '../../protocol/complaint.ts'
import type { ResponseRecord } from '../../protocol/response.ts'

type Revision = Pick<ResponseRecord, 'id' | 'revision' | 'state'>

/**
 * How much higher a revision may be than the stored one, or than none. The widget adds one per change: this is an arrow key
 * held down for five minutes.
 */
export const longestJump = 10_000

/** What an asking is about. Knowing a response's id must not let anybody turn it into another's, or remove its signature. */
const fixed = [
  'site',
  'survey',
  'kind',
  'test',
  'trigger.name',
  'trigger.ref',
  'trigger.source',
  'trigger.at',
  'trigger.signature',
  'respondent.id',
  'respondent.signature',
  'askedAt',
] as const

/** Whether `incoming` replaces the stored revision of the same response. `answered` is final. */
export function supersedes(incoming: Revision, stored: Revision): boolean {
  return incoming.revision > stored.revision && stored.state !== 'answered'
}

/**
 * Why a revision must not replace the stored one; null if it may. Never reveals what is stored.
 * @param stored null if nothing is stored
 */
export function complaintAbout(incoming: ResponseRecord, stored: ResponseRecord | null): Complaint | null {
  const field = stored && fixed.find(path => at(path, incoming) !== at(path, stored))
  if (field) return complain(field, shown(at(field, incoming)), 'as in the first message about this response')
  if (incoming.revision - (stored?.revision ?? 0) <= longestJump) return null
  const allowed = `at most ${longestJump} higher than in the message before, or than 0 in the first`
  return complain('revision', String(incoming.revision), allowed)
}

/** A missing field counts as null. */
const at = (path: string, record: ResponseRecord) => valueAt(path.split('.'), record) ?? null

/** A message that was not stored, and why. */
export interface RefusedMessage {
  /** Its index among the messages to be stored together, from 0. */
  place: number
  complaint: Complaint
}

/**
 * The result of storing messages one after another: one entry for each response that changes, and the refused messages.
 * @param stored what is already stored, by response id
 */
export function mergeRevisions<Entry extends { record: ResponseRecord }>(
  entries: readonly Entry[],
  stored: ReadonlyMap<string, ResponseRecord> = new Map(),
): { changed: Entry[]; refused: { entry: Entry; complaint: Complaint }[] } {
  const changed = new Map<string, Entry>()
  const refused: { entry: Entry; complaint: Complaint }[] = []
  for (const entry of entries) {
    const { record } = entry
    const before = changed.get(record.id)?.record ?? stored.get(record.id) ?? null
    if (before && !supersedes(record, before)) continue
    const complaint = complaintAbout(record, before)
    if (complaint) refused.push({ entry, complaint })
    else changed.set(record.id, entry)
  }
  return { changed: [...changed.values()], refused }
}

/** One entry per response: the result of storing them one after another if nothing is stored yet. */
export const oneOfEach = <Entry extends { record: ResponseRecord }>(entries: readonly Entry[]): Entry[] =>
  mergeRevisions(entries).changed
