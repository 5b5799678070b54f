import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Tables } from './tables.ts'

/** What waits to be counted in a database distributed over several machines. */
export interface RollupLag {
  responses: number
  /** When the first of them arrived, milliseconds since 1970; null if none waits. */
  since: number | null
}

const rowsAtOnce = 5000

/**
 * Marks responses as changed, in the transaction that changes them. One that is marked already keeps its place in the
 * queue.
 * @param tell those that somebody may be alerted about once they count
 * @default none
 */
export async function markToCount(
  all: Kysely<Tables>,
  ids: readonly string[],
  tell: ReadonlySet<string> = new Set(),
): Promise<void> {
  const mark = randomUUID()
  const since = Date.now()
  // Always in the same order, so that two collectors can't deadlock.
  const rows = [...new Set(ids)].sort().map(id => ({ id, mark, since, tell: tell.has(id) ? 1 : 0 }) as const)
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await all
      .insertInto('to_count')
      .values(rows.slice(from, from + rowsAtOnce))
      .onConflict(conflict =>
        conflict.column('id').doUpdateSet({
          mark: eb => eb.ref('excluded.mark'),
          tell: sql<0 | 1>`case when to_count.tell = 1 then 1 else excluded.tell end`,
        }),
      )
      .execute()
  }
}

export async function rollupLag(db: Kysely<Tables>): Promise<RollupLag> {
  const row = await db
    .selectFrom('to_count')
    .select(eb => [eb.fn.countAll().as('responses'), eb.fn.min('since').as('since')])
    .executeTakeFirst()
  const since = row?.since ?? null
  return { responses: Number(row?.responses ?? 0), since: since === null ? null : Number(since) }
}
