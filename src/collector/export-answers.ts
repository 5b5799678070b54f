import { categoryOf } from '../figures/category.ts'
import type { ListedAnswer } from '../report/api/figures-answer.ts'
import type { ExportParameters } from '../report/api/figures-query.ts'
import { type Cell, csvJson, csvLine, type Separator } from '../report/csv.ts'
import type { ReasonCursor } from '../report/reason.ts'
import { answersQuery } from './answer-figures.ts'
import type { Store } from './store/store.ts'

interface ToCells {
  answer: ListedAnswer
  /** Writes an order number. */
  id(value: string | null): Cell
}

/** The table's columns, in order. Times are by the collector's clock. */
const columns: Readonly<Record<string, (from: ToCells) => Cell>> = {
  id: ({ answer }) => answer.id,
  site: ({ answer }) => answer.site,
  survey: ({ answer }) => answer.survey,
  kind: ({ answer }) => answer.kind,
  given_at: ({ answer }) => new Date(answer.at).toISOString(),
  question: ({ answer }) => answer.question,
  score: ({ answer }) => answer.score,
  category: ({ answer }) => categoryOf(answer.score),
  confirmed: ({ answer }) => answer.isConfirmed,
  reason: ({ answer }) => answer.reason,
  tags: ({ answer }) => answer.tags.map(({ name }) => name).join(', ') || null,
  trigger: ({ answer }) => answer.touchpoint,
  ref: ({ answer, id }) => id(answer.ref),
  value: ({ answer }) => answer.value,
  currency: ({ answer }) => answer.currency,
  may_contact: ({ answer }) => answer.mayContact,
  email: ({ answer }) => answer.email,
  verified: ({ answer }) => answer.verified,
  language: ({ answer }) => answer.language,
  device: ({ answer }) => answer.device,
  page: ({ answer }) => answer.page,
  properties: ({ answer }) =>
    Object.keys(answer.properties).length > 0 ? csvJson(JSON.stringify(answer.properties)) : null,
}

/** Answers per page: only this many are in memory, however long the export is. */
const pageOfAnswers = 500

const endings = { comma: 'csv', semicolon: 'csv', tab: 'tsv' } as const
const types = { csv: 'text/csv', tsv: 'text/tab-separated-values', json: 'application/json' } as const

/** The name and type of the exported file. */
export function exportedFile({ format = 'csv', separator = 'comma' }: ExportParameters) {
  const ending = format === 'json' ? 'json' : endings[separator]
  return { name: `howlikely-answers.${ending}`, type: `${types[ending]}; charset=utf-8` }
}

/**
 * All answers that a list shows, newest first, streamed as fast as the client reads: a table, or a JSON list of the entries
 * of `/api/answers`.
 * @param now milliseconds since 1970
 */
export function exportAnswers(
  store: Pick<Store, 'answers'>,
  parameters: ExportParameters,
  now: number,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const { format = 'csv', separator = 'comma', ids = 'plain' } = parameters
  const query = answersQuery(parameters, now)
  const encoder = new TextEncoder()
  const write = format === 'json' ? jsonWriter() : tableWriter(separator, ids)
  let after: ReasonCursor | null = null
  let isBegun = false
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const page = query === null ? [] : await store.answers({ ...query, after, limit: pageOfAnswers })
      const last = page.at(-1)
      after = last ? { at: last.at, id: last.id } : null
      const isLast = page.length < pageOfAnswers
      const text = (isBegun ? '' : write.head) + write.lines(page) + (isLast ? write.foot : '')
      isBegun = true
      if (text !== '') controller.enqueue(encoder.encode(text))
      if (isLast) controller.close()
    },
  })
}

interface Writer {
  head: string
  lines(page: readonly ListedAnswer[]): string
  foot: string
}

function tableWriter(separator: Separator, ids: 'plain' | 'text'): Writer {
  const id = (value: string | null): Cell => (value && ids === 'text' ? { id: value } : value)
  const lineOf = (answer: ListedAnswer) =>
    csvLine(
      Object.values(columns).map(cell => cell({ answer, id })),
      separator,
    )
  // A byte order mark makes spreadsheets read the file as UTF-8.
  const head = `\ufeff${csvLine(Object.keys(columns), separator)}`
  return { head, lines: page => page.map(lineOf).join(''), foot: '' }
}

function jsonWriter(): Writer {
  let written = 0
  const textOf = (answer: ListedAnswer) => {
    written += 1
    return `${written === 1 ? '' : ',\n'}${JSON.stringify(answer)}`
  }
  return { head: '[\n', lines: page => page.map(textOf).join(''), foot: '\n]\n' }
}
