import type { ResponseRecord } from '../../protocol/response.ts'

type Revision = Pick<ResponseRecord, 'id' | 'revision' | 'state'>

/** Whether `incoming` replaces what is kept of the same response. `answered` is final. */
export function supersedes(incoming: Revision, kept: Revision): boolean {
  return incoming.revision > kept.revision && kept.state !== 'answered'
}

/** One entry a response: what would be left if they were stored one after another. */
export function oneOfEach<Entry extends { record: Revision }>(entries: readonly Entry[]): Entry[] {
  const kept = new Map<string, Entry>()
  for (const entry of entries) {
    const before = kept.get(entry.record.id)
    if (!before || supersedes(entry.record, before.record)) kept.set(entry.record.id, entry)
  }
  return [...kept.values()]
}
