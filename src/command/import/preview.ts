import { categoryOf } from '../../figures/category.ts'
import { answersIn, type Counts, roundScore, scoreOf } from '../../figures/score.ts'
import type { ResponseRecord } from '../../protocol/response.ts'
import type { Table } from './table.ts'

/** The contents of a file to be imported. */
export interface Found {
  counts: Counts
  /** Milliseconds since 1970. */
  first: number
  last: number
  /** The first three, as they would be stored. */
  samples: readonly string[]
}

/** Answers shown before they are imported. */
const mostShown = 3

export const nothingFound: Found = {
  counts: { promoters: 0, passives: 0, detractors: 0 },
  first: Number.POSITIVE_INFINITY,
  last: Number.NEGATIVE_INFINITY,
  samples: [],
}

/** The findings so far plus one more answer. */
export function withAnswer(
  found: Found,
  { record, json, receivedAt }: { record: ResponseRecord; json: string; receivedAt: number },
): Found {
  const category = record.score === null ? null : categoryOf(record.score)
  const { promoters, passives, detractors } = found.counts
  return {
    counts: {
      promoters: promoters + Number(category === 'promoter'),
      passives: passives + Number(category === 'passive'),
      detractors: detractors + Number(category === 'detractor'),
    },
    first: Math.min(found.first, receivedAt),
    last: Math.max(found.last, receivedAt),
    samples: found.samples.length < mostShown ? [...found.samples, json] : found.samples,
  }
}

/** Describes what was read from a file, before anything is stored. */
export function previewOf(file: string, table: Table | null, found: Found): string {
  const score = scoreOf(found.counts)
  const width = Math.max(0, ...[...(table?.columns.values() ?? [])].map(column => column.length)) + 2
  return [
    `${file}, read as ${table === null ? 'lines of JSON' : table.shape === null ? 'a table' : `${table.shape.title}'s export`}`,
    ...[...(table?.columns ?? [])].map(([field, column]) => `  ${column.padEnd(width)}${field}`),
    `answers   ${answersIn(found.counts).toLocaleString('en')}`,
    ...(found.samples.length > 0 ? [`period    ${dayOf(found.first)} to ${dayOf(found.last)}`] : []),
    ...(score === null ? [] : [`NPS       ${roundScore(score)}`]),
    ...(found.samples.length > 0 ? ['The first as they would be stored:'] : []),
    ...found.samples,
    '',
  ].join('\n')
}

const dayOf = (instant: number) => new Date(instant).toISOString().slice(0, 10)
