import { type RawBuilder, sql } from 'kysely'
import type { ScalarIn } from './segment-columns.ts'

/**
 * Most an order's value may be: anything above it is a mistake or a stranger's joke, and not counted; nor is a value of 0
 * or less.
 */
export const mostValue = 1e9

const inTrigger = (scalarIn: ScalarIn, name: string) =>
  scalarIn(sql.ref('response.record'), ['trigger', name])

/** What a row of `response` says its order was worth; null if it says nothing, or nothing plausible. */
export function orderValue(scalarIn: ScalarIn): RawBuilder<number | null> {
  const value = sql`cast(${inTrigger(scalarIn, 'value')} as double precision)`
  return sql`case when ${value} > 0 and ${value} <= ${sql.lit(mostValue)} then ${value} end`
}

/** The currency of that value; null if it names none. */
export const orderCurrency = (scalarIn: ScalarIn): RawBuilder<string | null> =>
  sql`nullif(${inTrigger(scalarIn, 'currency')}, '')`
