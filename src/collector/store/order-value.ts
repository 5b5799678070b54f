import { type RawBuilder, sql } from 'kysely'
import type { ScalarIn } from './segment-columns.ts'

/** Beyond it an order's value is a mistake, or a stranger's joke: nothing above is counted, nor what is not above 0. */
export const mostValue = 1e9

const inTrigger = (scalarIn: ScalarIn, name: string) =>
  scalarIn(sql.ref('response.record'), ['trigger', name])

/** What a row of `response` says its order was worth; null where it doesn't, or says what cannot be believed. */
export function orderValue(scalarIn: ScalarIn): RawBuilder<number | null> {
  const value = sql`cast(${inTrigger(scalarIn, 'value')} as double precision)`
  return sql`case when ${value} > 0 and ${value} <= ${sql.lit(mostValue)} then ${value} end`
}

/** The currency of that value; null where it says none. */
export const orderCurrency = (scalarIn: ScalarIn): RawBuilder<string | null> =>
  sql`nullif(${inTrigger(scalarIn, 'currency')}, '')`
