import { type Kysely, sql } from 'kysely'
import type { Tables } from './tables.ts'

/**
 * What migrations leave to be filled in of the responses that were there before: a batch at a time, while answers are
 * taken. A fill is a row in the table `fill`, which says how far it has come; with the last batch the row goes.
 */
export type Fill = (db: Kysely<Tables>, after: string) => Promise<string | null>

/** Leaves something to be filled in, from the first response on. */
export async function leaveToFill(db: Kysely<Tables>, name: string): Promise<void> {
  await db
    .insertInto('fill')
    .values({ name, after: '' })
    .onConflict(conflict => conflict.column('name').doUpdateSet({ after: '' }))
    .execute()
}

/** How far a fill has come: the last id; null where it is done. */
export async function filledUntil(db: Kysely<Tables>, name: string): Promise<string | null> {
  const row = await db.selectFrom('fill').select('after').where('name', '=', name).executeTakeFirst()
  return row?.after ?? null
}

/** Whether something is still being filled in. */
export const isFilling = async (db: Kysely<Tables>, name: string): Promise<boolean> =>
  (await filledUntil(db, name)) !== null

/** Fills in one batch of what is left; false where nothing is. What was filled is there or not there, and the row knows. */
export async function fillSome(db: Kysely<Tables>, fills: Readonly<Record<string, Fill>>): Promise<boolean> {
  return db.transaction().execute(async all => {
    // Changed first, so that of several collectors each waits for the other's batch.
    const open = await all
      .updateTable('fill')
      .set({ after: sql`${sql.ref('after')}` })
      .where('name', 'in', Object.keys(fills))
      .returning(['name', 'after'])
      .execute()
    const [next] = open
    if (next === undefined) return false
    const reached = (await fills[next.name]?.(all, next.after)) ?? null
    if (reached === null) await all.deleteFrom('fill').where('name', '=', next.name).execute()
    else await all.updateTable('fill').set({ after: reached }).where('name', '=', next.name).execute()
    return true
  })
}
