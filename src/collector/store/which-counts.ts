import { type SqlBool, sql } from 'kysely'
import { verifiedStanding } from './row.ts'

// SQLite seeks a place in an index by values, not by columns; else it would read all that share the ref.
const isBeatenForRef = sql`exists (select 1 from response as better
  where better.survey = response.survey and better.trigger_name = response.trigger_name
  and better.ref = response.ref and better.site = response.site
  and better.test = response.test and better.self_selected = response.self_selected
  and (better.standing, better.given_at, better.id)
    > (response.standing + 0, response.given_at + 0, response.id || ''))`

/** Whether a row of `response` counts: where a trigger has a ref, one response speaks for it. */
export const counts = sql<SqlBool>`(response.ref is null or not ${isBeatenForRef})`

/** 1 where a row of `response` that counts does so as verified, else 0. */
export const countsAsVerified = sql<
  0 | 1
>`case when response.standing < ${sql.lit(verifiedStanding)} then 0 else 1 end`
