import { categoryOf } from '../figures/category.ts'
import type { ResponseRecord } from '../protocol/response.ts'
import { type Cell, csvLine } from '../report/csv.ts'
import { correctedTimes } from './corrected-times.ts'
import type { Person } from './store/person.ts'
import type { NextVisit, RecordQuery, Store, StoredResponse } from './store/store.ts'

/** The lossless form is 'json-lines': each record as it came, one a line. */
export type ExportFormat = 'csv' | 'json-lines'

interface ToCells {
  record: ResponseRecord
  stored: StoredResponse
  times: ReturnType<typeof correctedTimes>
}

/** The table's columns, in their order. Times are by the collector's clock. */
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
  ref: ({ record }) => record.trigger.ref ?? null,
  verified: ({ stored }) => stored.verified,
  value: ({ record }) => record.trigger.value ?? null,
  currency: ({ record }) => record.trigger.currency ?? null,
  properties: ({ record }) => json(record.trigger.properties),
  respondent: ({ record }) => record.respondent?.id ?? null,
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

/** Responses at a time: so many are in memory, however long the export is. */
const pageOfResponses = 500

/** Responses as a stream that reads no faster than it is read. */
export function exportOf(
  store: Pick<Store, 'records'>,
  which: Omit<RecordQuery, 'after' | 'limit'>,
  format: ExportFormat,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder()
  let after: string | undefined
  let isBegun = false

  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const page = await store.records({ ...which, limit: pageOfResponses, ...(after && { after }) })
      after = page.at(-1)?.id
      // A spreadsheet takes the file for UTF-8 by its first character.
      const head = isBegun || format !== 'csv' ? '' : `\ufeff${csvLine(Object.keys(columns))}`
      isBegun = true
      const lines = page.map(stored => (format === 'csv' ? csvOf(stored) : `${stored.json}\n`))
      const text = head + lines.join('')
      if (text !== '') controller.enqueue(encoder.encode(text))
      if (page.length < pageOfResponses) controller.close()
    },
  })
}

/** All that is kept of somebody: responses as they came, and then what waits for the next visit, as the operator left it. */
export function exportOfPerson(
  store: Pick<Store, 'records' | 'waitingFor'>,
  person: Person,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return exportOf(store, { person }, 'json-lines').pipeThrough(
    new TransformStream({
      async flush(controller) {
        const waiting = await store.waitingFor(person)
        controller.enqueue(
          new TextEncoder().encode(waiting.map(trigger => `${asItWasLeft(trigger)}\n`).join('')),
        )
      },
    }),
  )
}

function asItWasLeft({ site, respondent, at, ...trigger }: NextVisit): string {
  return JSON.stringify({
    schema: 1,
    site,
    respondent: { id: respondent },
    trigger: { ...trigger, at: instant(at) },
  })
}

function csvOf(stored: StoredResponse): string {
  // It has passed the schema when it was stored.
  const record: ResponseRecord = JSON.parse(stored.json)
  const times = correctedTimes(record, stored.receivedAt)
  return csvLine(Object.values(columns).map(cell => cell({ record, stored, times })))
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

/** Empty where there is nothing in it. */
function json(value: object | null | undefined): string | null {
  return value && Object.keys(value).length > 0 ? JSON.stringify(value) : null
}
