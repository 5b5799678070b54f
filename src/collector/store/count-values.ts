import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Selection } from '../../report/api/figures-query.ts'
import type { Segment } from '../../report/api/segments.ts'
import type { Kind } from '../../report/figures.ts'
import { isLookedAt, type ReadingEngine, selected } from './count-figures.ts'
import { orderCurrency, orderValue } from './order-value.ts'
import type { Tables } from './tables.ts'

export interface ValuesQuery {
  /** Only its period is counted, not the one before it. */
  selection: Selection
  /** At most two. */
  by: readonly Segment[]
}

/** What the orders were worth, for answers that share all of these fields. */
export interface ValuesRow {
  site: string
  survey: string
  kind: Kind
  score: number
  currency: string
  first: string | null
  second: string | null
  responses: number
  /** The sum of the orders' values, and of their squares. */
  value: number
  squares: number
}

/** The answers that {@link selected} counts, as far as they say what their order was worth and in which currency. */
export async function countValues(
  db: Kysely<Tables>,
  { scalarIn, textsWith, voting }: ReadingEngine,
  { selection, by }: ValuesQuery,
): Promise<ValuesRow[]> {
  const { filters } = selection
  const only = { ...selection, before: null }
  const chosen = selected(db, { scalarIn, voting }, only, [
    ...by,
    ...filters.map(({ segment }) => segment),
  ]).select([orderValue(scalarIn).as('value'), orderCurrency(scalarIn).as('currency')])
  const rows = await db
    .with('chosen', () => chosen)
    .selectFrom('chosen')
    .where('is_vote', '=', 1)
    .where('score', 'is not', null)
    .where('currency', 'is not', null)
    .where('value', 'is not', null)
    .where(await isLookedAt(db, textsWith, selection, by.length))
    .select(['site', 'survey', 'kind', 'score', 'currency'])
    .select([
      segmentAt(by, 0).as('first'),
      segmentAt(by, 1).as('second'),
      sql<number>`count(*)`.as('responses'),
      sql<number>`sum(value)`.as('total'),
      sql<number>`sum(value * value)`.as('squares'),
    ])
    .groupBy(['site', 'survey', 'kind', 'score', 'currency'])
    .groupBy(by.map((_, place) => sql.ref(`segment${place}`)))
    .$narrowType<{ score: number; currency: string }>()
    .execute()

  return rows.map(({ total, squares, responses, ...row }) => ({
    ...row,
    responses: Number(responses),
    value: Number(total),
    squares: Number(squares),
  }))
}

/** A bare null has no type. */
const segmentAt = (by: readonly Segment[], place: number): RawBuilder<string | null> =>
  place < by.length
    ? sql<string | null>`${sql.ref(`segment${place}`)}`
    : sql<string | null>`cast(null as text)`
