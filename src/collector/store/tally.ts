import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { TallyRow } from '../../report/figures.ts'
import type { Tables } from './tables.ts'
import { counts, countsAsVerified } from './which-counts.ts'

/**
 * What {@link countsAs} counts, whatever the periods, so that they add up to the whole. Tests and self-selected answers
 * speak for nobody else.
 *
 * @param starts instants at which a new period begins, in order, milliseconds since 1970
 */
export async function tally(db: Kysely<Tables>, starts: readonly number[] = []): Promise<TallyRow[]> {
  const alike = ['site', 'survey', 'kind', 'state', 'test', 'self_selected', 'score'] as const
  const counted = db
    .selectFrom('response')
    .where(counts)
    .select(alike)
    .select(countsAsVerified.as('verified'))
    .select(periodSince(starts).as('period'))
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

/** How many of these instants a response was given at or after. One pass counts all periods. */
function periodSince(starts: readonly number[]): RawBuilder<number> {
  const passed = starts.map(start => sql`case when response.given_at >= ${sql.lit(start)} then 1 else 0 end`)
  return sql<number>`(${sql.join([sql`0`, ...passed], sql` + `)})`
}
