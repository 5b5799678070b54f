import type { State } from '../../protocol/response.ts'
import type { Segment } from '../../report/api/segments.ts'
import type { Kind } from '../../report/figures.ts'
import { segmentsOf } from './counted-segments.ts'
import type { ResponseTable } from './tables.ts'
import type { CountsAs } from './which-counts.ts'

/** Milliseconds. The rollup's days, and so the report's, are UTC days. */
export const dayLength = 86_400_000

/** How many gave each score; the last column counts those who gave none. */
export const scoreColumns = [
  'score_0',
  'score_1',
  'score_2',
  'score_3',
  'score_4',
  'score_5',
  'score_6',
  'score_7',
  'score_8',
  'score_9',
  'score_10',
  'unscored',
] as const

/**
 * `with_reason`: how many of those with a score also gave a reason. `hasty`: how many were closed, or abandoned after a
 * score, before anybody could have read the question.
 */
export const countColumns = [...scoreColumns, 'with_reason', 'hasty'] as const

export type CountColumn = (typeof countColumns)[number]

/** What the responses counted in one row of the rollup have in common. */
export interface RollupKey {
  /** What else the responses are told apart by; {@link wholeSegment}: nothing. */
  segment: string
  value: string
  site: string
  survey: string
  kind: Kind
  /** Days since 1970, UTC, of the instant at which the answer was given. */
  day: number
  state: State
  test: 0 | 1
  self_selected: 0 | 1
  verified: 0 | 1
}

/** One row: how many of its responses count. */
export interface RollupTable extends RollupKey, Record<CountColumn, number> {
  /** Collectors that share a database count in rows of their own, so that none waits for another. */
  shard: number
}

export const keyColumns = [
  'segment',
  'value',
  'site',
  'survey',
  'kind',
  'day',
  'state',
  'test',
  'self_selected',
  'verified',
] as const satisfies (keyof RollupKey)[]

/** The segment that every response is in. */
export const wholeSegment = ''

/** The columns that counting reads. */
export type CountedRow = Pick<
  ResponseTable,
  | 'id'
  | 'site'
  | 'survey'
  | 'kind'
  | 'state'
  | 'test'
  | 'self_selected'
  | 'trigger_name'
  | 'trigger_source'
  | 'ref'
  | 'standing'
  | 'score'
  | 'reason'
  | 'locale'
  | 'given_at'
  | 'asked_at'
  | 'scored_at'
  | 'ended_at'
  | 'subject'
  | 'record'
>

export const countedColumns = [
  'id',
  'site',
  'survey',
  'kind',
  'state',
  'test',
  'self_selected',
  'trigger_name',
  'trigger_source',
  'ref',
  'standing',
  'score',
  'reason',
  'locale',
  'given_at',
  'asked_at',
  'scored_at',
  'ended_at',
  'subject',
  'record',
] as const satisfies (keyof CountedRow)[]

/** Changes to the rollup: what to add to each of its rows. */
export class RollupChanges {
  readonly #rows = new Map<string, { key: RollupKey; counts: number[] }>()
  readonly #declared: readonly Segment[]

  /** @param declared the segments the operator has declared */
  constructor(declared: readonly Segment[]) {
    this.#declared = declared
  }

  /** Counts a response in (`by` 1) or out (-1), in all its segments. */
  add(row: CountedRow, as: CountsAs, by: 1 | -1): void {
    if (as === 'nothing') return
    const place = placeOf(row, as)
    const name = nameOf(place)
    const columns = columnsOf(row).map(column => countColumns.indexOf(column))
    for (const [segment, value] of [[wholeSegment, ''] as const, ...segmentsOf(row, this.#declared)]) {
      const counts = this.#countsOf(segment, value, place, name)
      for (const column of columns) counts[column] = (counts[column] ?? 0) + by
    }
  }

  /** Adds to a single row. */
  addCounts({ segment, value, ...place }: RollupKey, more: readonly number[]): void {
    const counts = this.#countsOf(segment, value, place, nameOf(place))
    for (const [column, count] of more.entries()) counts[column] = (counts[column] ?? 0) + count
  }

  /** @param name the place's name, which all segments of a response share, so that it is built once */
  #countsOf(segment: string, value: string, place: RollupPlace, name: string): number[] {
    // Neither a segment's name nor JSON contains a line break.
    const whole = `${segment}\n${value}\n${name}`
    const found = this.#rows.get(whole)
    if (found) return found.counts
    const counts = countColumns.map(() => 0)
    this.#rows.set(whole, { key: keyIn(segment, value, place), counts })
    return counts
  }

  /** The changes, always in the same order, so that collectors never deadlock. */
  entries(): { key: RollupKey; counts: readonly number[] }[] {
    return [...this.#rows]
      .filter(([, { counts }]) => counts.some(count => count !== 0))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, entry]) => entry)
  }
}

/** The columns that count a response. */
function columnsOf(row: CountedRow): CountColumn[] {
  // The schema lets through only whole numbers from 0 to 10.
  const columns: CountColumn[] = [row.score === null ? 'unscored' : (scoreColumns[row.score] ?? 'unscored')]
  if (row.score !== null && row.reason !== null) columns.push('with_reason')
  if (isHasty(row)) columns.push('hasty')
  return columns
}

/** Milliseconds from the question's appearance to what ended it; in less, nobody reads the question. */
export const shortestReading = 1000

function isHasty({ state, asked_at, scored_at, ended_at }: CountedRow): boolean {
  const pause = (scored_at ?? ended_at ?? Number.NaN) - asked_at
  return (state === 'dismissed' || state === 'scored') && pause >= 0 && pause < shortestReading
}

/** The score that a column counts; null if it counts those without one. */
export const scoreIn = (column: (typeof scoreColumns)[number]): number | null =>
  column === 'unscored' ? null : scoreColumns.indexOf(column)

/** The key, with its columns in order. */
function keyIn(
  segment: string,
  value: string,
  { site, survey, kind, day, state, test, self_selected, verified }: RollupPlace,
): RollupKey {
  return { segment, value, site, survey, kind, day, state, test, self_selected, verified }
}

/** Where a response is counted, regardless of segment. */
type RollupPlace = Omit<RollupKey, 'segment' | 'value'>

function placeOf(row: CountedRow, as: CountsAs): RollupPlace {
  const { site, survey, kind, state, test, self_selected, given_at } = row
  return {
    site,
    survey,
    kind,
    day: Math.floor(given_at / dayLength),
    state,
    test,
    self_selected,
    verified: as === 'verified' ? 1 : 0,
  }
}

const nameOf = ({ site, survey, kind, day, state, test, self_selected, verified }: RollupPlace): string =>
  JSON.stringify([site, survey, kind, day, state, test, self_selected, verified])
