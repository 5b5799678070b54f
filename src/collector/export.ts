import { categoryOf } from '../figures/category.ts'
import type { ResponseRecord } from '../protocol/response.ts'
import { type Cell, csvJson, csvLine, type Separator } from '../report/csv.ts'
import { correctedTimes } from './corrected-times.ts'
import type { Person } from './store/person.ts'
import type { NextVisit, RecordQuery, Store, StoredResponse } from './store/store.ts'

/** How to write a table. */
export interface TableForm {
  separator: Separator
  /**
   * 'text': order numbers and account ids in a form that keeps every digit in a spreadsheet; 'plain': as they came, for
   * programs.
   */
  ids: 'plain' | 'text'
}

interface ToCells {
  record: ResponseRecord
  stored: StoredResponse
  times: ReturnType<typeof correctedTimes>
  /** Writes the number of an order or an account. */
  id(value: string | null | undefined): Cell
}

/** The table's columns, in order. Times are by the collector's clock. */
const columns: Record<string, (from: ToCells) => Cell> = {
  id: ({ record }) => record.id,
  site: ({ record }) => record.site,
  survey: ({ record }) => record.survey,
  kind: ({ record }) => record.kind,
  state: ({ record }) => record.state,
  test: ({ record }) => record.test,
  score: ({ record }) => record.score,
  category: ({ record }) => (record.score === null ? null : categoryOf(record.score)),
  reason: ({ record }) => record.reason,
  answers: ({ record }) => json(record.answers),
  trigger: ({ record }) => record.trigger.name,
  source: ({ record }) => record.trigger.source,
  ref: ({ record, id }) => id(record.trigger.ref),
  verified: ({ stored }) => stored.verified,
  value: ({ record }) => record.trigger.value ?? null,
  currency: ({ record }) => record.trigger.currency ?? null,
  properties: ({ record }) => json(record.trigger.properties),
  respondent: ({ record, id }) => id(record.respondent?.id),
  traits: ({ record }) => json(record.respondent?.traits),
  visitor: ({ record }) => record.visitor ?? null,
  email: ({ record }) => record.contact?.email ?? null,
  page: ({ record }) => record.page.url,
  referrer: ({ record }) => record.page.referrer,
  device: ({ record }) => record.device,
  locale: ({ record }) => record.locale,
  asked_at: ({ times }) => instant(times.askedAt),
  scored_at: ({ times }) => instant(times.scoredAt),
  ended_at: ({ times }) => instant(times.endedAt),
  received_at: ({ stored }) => instant(stored.receivedAt),
  implausible: ({ stored }) => stored.implausible,
}

/** Responses per page: only this many are in memory, however long the export is. */
const pageOfResponses = 500

/**
 * Responses, streamed as fast as the client reads.
 * @param table how to write a table; null: each record as it came, one JSON object per line, which loses nothing
 */
export function exportOf(
  store: Pick<Store, 'records'>,
  which: Omit<RecordQuery, 'after' | 'limit'>,
  table: TableForm | null,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder()
  let after: string | undefined
  let isBegun = false

  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const page = await store.records({ ...which, limit: pageOfResponses, ...(after && { after }) })
      after = page.at(-1)?.id
      // A byte order mark makes spreadsheets read the file as UTF-8.
      const head = isBegun || !table ? '' : `\ufeff${csvLine(Object.keys(columns), table.separator)}`
      isBegun = true
      const lines = page.map(stored => (table ? csvOf(stored, table) : `${stored.json}\n`))
      const text = head + lines.join('')
      if (text !== '') controller.enqueue(encoder.encode(text))
      if (page.length < pageOfResponses) controller.close()
    },
  })
}

/**
 * Everything stored about a person: responses as they came, each followed by its tags and its follow-up, and then what
 * waits for the next visit, as the operator left it.
 */
export function exportOfPerson(
  store: Pick<Store, 'records' | 'waitingFor' | 'tagsOn' | 'followUpsOn'>,
  person: Person,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder()
  let after: string | undefined
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const page = await store.records({ person, limit: pageOfResponses, ...(after && { after }) })
      const ids = page.map(({ json }) => idOf(json))
      after = ids.at(-1)
      const tags = await store.tagsOn(ids)
      const followUps = await store.followUpsOn(ids)
      const lines = page.flatMap(({ json }, place) => {
        const id = ids[place] ?? ''
        const names = (tags.get(id) ?? []).map(({ name }) => name)
        const said = {
          ...(names.length > 0 && { tags: names }),
          ...(followUps.has(id) && { followUp: followUps.get(id) }),
        }
        return Object.keys(said).length > 0 ? [json, JSON.stringify({ response: id, ...said })] : [json]
      })
      const isLast = page.length < pageOfResponses
      if (isLast) lines.push(...(await store.waitingFor(person)).map(asItWasLeft))
      if (lines.length > 0) controller.enqueue(encoder.encode(lines.map(line => `${line}\n`).join('')))
      if (isLast) controller.close()
    },
  })
}

// Not checked: it passed the schema when it was stored.
const idOf = (json: string): string => JSON.parse(json).id

function asItWasLeft({ site, respondent, at, ...trigger }: NextVisit): string {
  return JSON.stringify({
    schema: 1,
    site,
    respondent: { id: respondent },
    trigger: { ...trigger, at: instant(at) },
  })
}

function csvOf(stored: StoredResponse, { separator, ids }: TableForm): string {
  // Not checked: it passed the schema when it was stored.
  const record: ResponseRecord = JSON.parse(stored.json)
  const times = correctedTimes(record, stored.receivedAt)
  const id = (value: string | null | undefined): Cell =>
    value && ids === 'text' ? { id: value } : (value ?? null)
  return csvLine(
    Object.values(columns).map(cell => cell({ record, stored, times, id })),
    separator,
  )
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

/** Null if there is nothing in it. */
function json(value: object | null | undefined): string | null {
  return value && Object.keys(value).length > 0 ? csvJson(JSON.stringify(value)) : null
}
