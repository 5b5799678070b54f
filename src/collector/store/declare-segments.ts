import { type Kysely, sql } from 'kysely'
import type { Segment } from '../../report/api/segments.ts'
import { longestValue, usualSegments } from './counted-segments.ts'
import { leaveToFill } from './fills.ts'
import type { Tables } from './tables.ts'

export async function declaredSegments(db: Kysely<Tables>): Promise<Segment[]> {
  const rows = await db.selectFrom('counted_segment').select('segment').orderBy('segment').execute()
  return rows.map(({ segment }) => segment as Segment)
}

/**
 * Makes the rollup count by these segments besides the usual ones. If they differ from the current ones, all responses are
 * counted again, a batch at a time; until that is done, the report looks at each response.
 * @param holdCounting keeps others from counting until the transaction ends
 */
export async function declareSegments(
  db: Kysely<Tables>,
  segments: readonly Segment[],
  holdCounting: (all: Kysely<Tables>) => Promise<void>,
): Promise<void> {
  const wanted = [...new Set(segments)].sort()
  await db.transaction().execute(async all => {
    await holdCounting(all)
    const before = await declaredSegments(all)
    if (JSON.stringify(before) === JSON.stringify(wanted)) return
    await all.deleteFrom('counted_segment').execute()
    if (wanted.length > 0) {
      await all
        .insertInto('counted_segment')
        .values(wanted.map(segment => ({ segment })))
        .execute()
    }
    await leaveToFill(all, 'rollup')
    await all.deleteFrom('rollup').execute()
  })
}

/** Whether the existing rollup counts by other combinations, or cuts long values at another length. */
export async function countsOtherwise(db: Kysely<Tables>): Promise<boolean> {
  const declared = await db.selectFrom('counted_segment').select('segment').limit(1).executeTakeFirst()
  if (declared) return true
  const long = await db
    .selectFrom('rollup')
    .select('segment')
    .where('segment', 'in', [...usualSegments])
    .where(sql<number>`length(value)`, '>', longestValue)
    .limit(1)
    .executeTakeFirst()
  return long !== undefined
}
