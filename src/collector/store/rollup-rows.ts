import type { State } from '../../protocol/response.ts'
import type { Segment } from '../../report/api/segments.ts'
import type { Kind } from '../../report/figures.ts'
import { segmentsOf } from './counted-segments.ts'
import type { ResponseTable } from './tables.ts'
import type { CountsAs } from './which-counts.ts'

/** Milliseconds. The rollup's days, and so the report's, are days in UTC. */
export const dayLength = 86_400_000

/** How many gave each score, by the score; the last is how many gave none. */
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
 * `with_reason`: how many of those with a score gave a reason, too. `hasty`: how many were closed, or given up after a score,
 * sooner than anybody reads the question.
 */
export const countColumns = [...scoreColumns, 'with_reason', 'hasty'] as const

export type CountColumn = (typeof countColumns)[number]

/** What responses have in common that one row of the rollup counts. */
export interface RollupKey {
  /** What the responses are told apart by besides; {@link wholeSegment}: by nothing. */
  segment: string
  value: string
  site: string
  survey: string
  kind: Kind
  /** Days since 1970, UTC, of the instant that the answer was given at. */
  day: number
  state: State
  test: 0 | 1
  self_selected: 0 | 1
  verified: 0 | 1
}

/** One row: how many responses count. */
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

/** The segment that everything is in. */
export const wholeSegment = ''

/** What counting reads of a response. */
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

/** Changes of the rollup: what is to be added to each of its rows. */
export class RollupChanges {
  readonly #rows = new Map<string, { key: RollupKey; counts: number[] }>()
  readonly #declared: readonly Segment[]

  /** @param declared what the operator has responses told apart by */
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

  /** Adds to a row as it stands. */
  addCounts({ segment, value, ...place }: RollupKey, more: readonly number[]): void {
    const counts = this.#countsOf(segment, value, place, nameOf(place))
    for (const [column, count] of more.entries()) counts[column] = (counts[column] ?? 0) + count
  }

  /** @param name the place's, which all segments of a response share: it is made once */
  #countsOf(segment: string, value: string, place: RollupPlace, name: string): number[] {
    // No segment's name holds a line break, and neither does what JSON writes.
    const whole = `${segment}\n${value}\n${name}`
    const found = this.#rows.get(whole)
    if (found) return found.counts
    const counts = countColumns.map(() => 0)
    this.#rows.set(whole, { key: keyIn(segment, value, place), counts })
    return counts
  }

  /** What changes, in one order whoever asks: collectors then never wait for each other in a circle. */
  entries(): { key: RollupKey; counts: readonly number[] }[] {
    return [...this.#rows]
      .filter(([, { counts }]) => counts.some(count => count !== 0))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, entry]) => entry)
  }
}

/** What a response is counted as. */
function columnsOf(row: CountedRow): CountColumn[] {
  // The schema has let only whole numbers from 0 to 10 through.
  const columns: CountColumn[] = [row.score === null ? 'unscored' : (scoreColumns[row.score] ?? 'unscored')]
  if (row.score !== null && row.reason !== null) columns.push('with_reason')
  if (isHasty(row)) columns.push('hasty')
  return columns
}

/** Milliseconds, from the question's appearance to what ended it, that nobody reads the question in. */
export const shortestReading = 1000

function isHasty({ state, asked_at, scored_at, ended_at }: CountedRow): boolean {
  const pause = (scored_at ?? ended_at ?? Number.NaN) - asked_at
  return (state === 'dismissed' || state === 'scored') && pause >= 0 && pause < shortestReading
}

/** The score that a column counts; null where it counts those without one. */
export const scoreIn = (column: (typeof scoreColumns)[number]): number | null =>
  column === 'unscored' ? null : scoreColumns.indexOf(column)

/** The key, its columns in their order. */
function keyIn(
  segment: string,
  value: string,
  { site, survey, kind, day, state, test, self_selected, verified }: RollupPlace,
): RollupKey {
  return { segment, value, site, survey, kind, day, state, test, self_selected, verified }
}

/** Where a response is counted, whatever the segment. */
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
