import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { TallyRow } from '../../report/figures.ts'
import { isFilling } from './fills.ts'
import { dayLength, scoreColumns, scoreIn, wholeSegment } from './rollup-rows.ts'
import type { Tables } from './tables.ts'
import { isDeclared } from './undeclared.ts'
import { type Voting, votingByLook } from './which-counts.ts'

/**
 * Counts what {@link countsAs} counts, of declared surveys, regardless of periods, so that they add up to the whole. Reads
 * the rollup, in a moment; while that is being filled, it looks at every response.
 *
 * @param starts instants at which a new period begins, in order, milliseconds since 1970. A period begins with a day (UTC):
 *   an instant that doesn't is taken as the start of the next day.
 */
export async function tally(
  db: Kysely<Tables>,
  voting: Voting,
  starts: readonly number[] = [],
): Promise<TallyRow[]> {
  const days = starts.map(start => Math.ceil(start / dayLength))
  if (!(await isFilling(db, 'rollup'))) {
    const rows = await tallyOfRollup(db, days)
    // Somebody may have started to refill it meanwhile.
    if (!(await isFilling(db, 'rollup'))) return rows
  }
  return tallyOfResponses(db, days, voting)
}

async function tallyOfRollup(db: Kysely<Tables>, days: readonly number[]): Promise<TallyRow[]> {
  const alike = ['site', 'survey', 'kind', 'state', 'test', 'self_selected', 'verified'] as const
  const period = periodSince(sql`rollup.day`, days)
  const rows = await db
    .selectFrom('rollup')
    .where('segment', '=', wholeSegment)
    .groupBy([...alike, period])
    .select(alike)
    .select(period.as('period'))
    .select(eb => scoreColumns.map(column => eb.fn.sum(column).as(column)))
    .execute()

  return rows.flatMap(row => {
    const { site, survey, kind, state } = row
    const key = {
      site,
      survey,
      kind,
      state,
      test: row.test === 1,
      selfSelected: row.self_selected === 1,
      verified: row.verified === 1,
      period: Number(row.period),
    }
    return scoreColumns.flatMap(column => {
      const responses = Number(row[column])
      return responses === 0 ? [] : [{ ...key, score: scoreIn(column), responses }]
    })
  })
}

/** The same, looking at every response. */
export async function tallyOfResponses(
  db: Kysely<Tables>,
  days: readonly number[] = [],
  voting: Voting = votingByLook,
): Promise<TallyRow[]> {
  const alike = ['site', 'survey', 'kind', 'state', 'test', 'self_selected', 'score'] as const
  const starts = days.map(day => day * dayLength)
  const counted = db
    .selectFrom('response')
    .where(voting.counts)
    .where(isDeclared)
    .select(alike)
    .select(voting.countsAsVerified.as('verified'))
    .select(periodSince(sql`response.given_at`, starts).as('period'))
    .as('counted')
  const rows = await db
    .selectFrom(counted)
    .groupBy([...alike, 'verified', 'period'])
    .select([...alike, 'verified', 'period'])
    .select(eb => eb.fn.countAll().as('responses'))
    .execute()

  return rows.map(({ test, self_selected, verified, period, responses, ...row }) => ({
    ...row,
    period: Number(period),
    verified: Number(verified) === 1,
    test: test === 1,
    selfSelected: self_selected === 1,
    responses: Number(responses),
  }))
}

/** How many of these starts come at or before `place`. One pass counts all periods. */
function periodSince(place: RawBuilder<unknown>, starts: readonly number[]): RawBuilder<number> {
  // A bare 0 in GROUP BY would mean a column's number.
  const none = sql`${place} * 0`
  const passed = starts.map(start => sql`case when ${place} >= ${sql.lit(start)} then 1 else 0 end`)
  return sql<number>`(${sql.join([none, ...passed], sql` + `)})`
}
