import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** Stands among what is left to be filled in while a move into a database has not been finished. */
export const unfinishedMove = 'move'

/** @throws where a move into the database was cut off: its figures would be those of a half */
export async function demandWhole(db: Kysely<Tables>): Promise<void> {
  const row = await db.selectFrom('fill').select('name').where('name', '=', unfinishedMove).executeTakeFirst()
  if (row) throw new Error('a move into it has not been finished: run "howlikely move" again')
}
