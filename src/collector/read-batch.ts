import { type Complaint, complain, shown } from '../protocol/complaint.ts'
import { limits } from '../protocol/limits.ts'
import { isDeeperThan } from './is-deeper-than.ts'
import { deepest } from './parse-response.ts'

/** One of several responses in a request: its JSON text, or why it has none. */
export type Entry = { ok: true; json: string } | { ok: false; status: 413 | 422; complaint: Complaint }

/** The longest request with several responses, in bytes, and how many it may contain. */
export const longestBatch = 1024 * 1024
export const mostInBatch = 500

export type Batch =
  | { ok: true; entries: readonly Entry[] }
  | { ok: false; status: 400 | 413 | 422; complaint: Complaint }

/** Several responses, one per line; blank lines are skipped. */
export function linesOf(text: string): Batch {
  return bounded(
    text.split(/\r?\n/).filter(line => line.trim() !== ''),
    entryOf,
  )
}

/** Several responses in a JSON list. */
export function listOf(text: string): Batch {
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch {
    return { ok: false, status: 400, complaint: complain(null, null, 'a list of responses as JSON') }
  }
  return bounded(Array.isArray(list) ? list : [], input => {
    // Serialised again, since only the list as a whole came as text; that would fail on endless nesting.
    if (!isDeeperThan(deepest, input)) return entryOf(JSON.stringify(input))
    const complaint = complain(null, 'more', `an object nested at most ${deepest} levels deep`)
    return { ok: false, status: 422, complaint }
  })
}

function bounded<Item>(items: readonly Item[], entry: (item: Item) => Entry): Batch {
  if (items.length === 0 || items.length > mostInBatch) {
    const complaint = complain(null, shown(items), `1 to ${mostInBatch} responses`)
    return { ok: false, status: items.length === 0 ? 422 : 413, complaint }
  }
  return { ok: true, entries: items.map(entry) }
}

function entryOf(json: string): Entry {
  const length = Buffer.byteLength(json)
  if (length <= limits.record) return { ok: true, json }
  return {
    ok: false,
    status: 413,
    complaint: complain(null, `${length} bytes`, `at most ${limits.record} bytes of JSON`),
  }
}
