import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** The name among the pending fills that marks an unfinished move into a database. */
export const unfinishedMove = 'move'

/** @throws if a move into the database was cut off: its figures would be those of a part */
export async function assertMoveFinished(db: Kysely<Tables>): Promise<void> {
  const row = await db.selectFrom('fill').select('name').where('name', '=', unfinishedMove).executeTakeFirst()
  if (row) throw new Error('a move into it has not been finished: run "howlikely move" again')
}
