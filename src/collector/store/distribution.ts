import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Tables } from './tables.ts'

/** How a table lies on several machines: in pieces, by the hash of a column, or whole on each. */
export type Spread = { table: string; by: string } | { table: string; everywhere: true }

/**
 * The answers lie by their own id, so that each write goes to one machine and a primary key needs no other; what was erased
 * lies beside them, and so do their words and tags, what they tell, how they were followed up, and what they were counted as. Votes
 * lie by the ref or subject that they are for; what waits for a visit is a respondent's; what is small is on every machine.
 */
const known: readonly Exclude<Spread, { everywhere: true }>[] = [
  { table: 'response', by: 'id' },
  { table: 'erased', by: 'id' },
  { table: 'answer_text', by: 'id' },
  { table: 'answer_tag', by: 'id' },
  { table: 'follow_up', by: 'id' },
  { table: 'follow_up_step', by: 'id' },
  { table: 'not_asked', by: 'id' },
  { table: 'undeclared', by: 'id' },
  { table: 'to_count', by: 'id' },
  { table: 'counted', by: 'id' },
  { table: 'vote', by: 'group_key' },
  { table: 'next_visit', by: 'respondent' },
]

/** How every table of a database should lie. Tables that later versions add are small, but for those that have a shard. */
export function spreadOf(tables: readonly { name: string; columns: readonly string[] }[]): Spread[] {
  return tables.map(({ name, columns }) => {
    const found = known.find(({ table }) => table === name)
    if (found) return found
    return columns.includes('shard') ? { table: name, by: 'shard' } : { table: name, everywhere: true }
  })
}

/**
 * Has collectors store first and count afterwards, from their next start on; all answers are counted anew by then. The second time
 * nothing is changed.
 */
const changeOver = [
  `insert into fill (name, after) select 'rollup', '' where not exists (select from spread)
  on conflict (name) do update set after = excluded.after`,
  `insert into spread (by, round) values ('citus', 1) on conflict (by) do nothing`,
]

/** The statements that distribute the tables on Citus, in their order. What is distributed already is left alone by {@link distribute}. */
export function citusStatements(spread: readonly Spread[], shards: number): string[] {
  const text = (name: string) => `'${name.replaceAll("'", "''")}'`
  const first = spread.find(one => 'by' in one && one.by === 'id')
  return [
    'create extension if not exists citus',
    // Before any table is: a collector that counted at once would find what it needs on several machines.
    ...changeOver,
    `set citus.shard_count = ${shards}`,
    ...spread.map(one => {
      if (!('by' in one)) return `select create_reference_table(${text(one.table)})`
      // What lies by the same column lies on the same machine.
      const beside =
        one.by === 'id' && first && first !== one
          ? `, colocate_with => ${text(first.table)}`
          : `, colocate_with => 'none'`
      return `select create_distributed_table(${text(one.table)}, ${text(one.by)}${beside})`
    }),
  ]
}

/** The tables of a database that the collector has made; the list of updates stays on the coordinator. @throws where it has made none */
export async function tablesToSpread(db: Kysely<Tables>): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db)
  const tables = (await db.introspection.getTables()).filter(
    ({ schema, isView }) => schema === rows[0]?.schema && !isView,
  )
  if (!tables.some(({ name }) => name === 'response')) {
    throw new Error('there are no tables yet; start a collector on it once, and stop it')
  }
  return tables.map(({ name, columns }) => ({ name, columns: columns.map(column => column.name) }))
}

/** Distributes what is not distributed yet. The statements that were run. @throws where the server has no Citus */
export async function distribute(db: Kysely<Tables>, statements: readonly string[]): Promise<string[]> {
  return db.connection().execute(async alone => {
    const run: string[] = []
    await demandReady(alone)
    // A table with millions of rows takes its time.
    await sql`set statement_timeout to 0`.execute(alone)
    for (const statement of statements) {
      const table = /create_(?:distributed|reference)_table\('([^']+)'/.exec(statement)?.[1]
      if (table !== undefined) {
        const { rows } = await sql<{ there: boolean }>`
          select exists (select from pg_dist_partition where logicalrelid = ${table}::regclass) as there`.execute(
          alone,
        )
        if (rows[0]?.there) continue
      }
      await sql.raw(statement).execute(alone)
      run.push(statement)
    }
    return run
  })
}

/** What an update has left to be done is done by statements that want all rows in one place. */
async function demandReady(db: Kysely<Tables>): Promise<void> {
  const rows = await db
    .selectFrom('fill')
    .select('name')
    .where('name', 'not in', ['rollup', 'undeclared'])
    .orderBy('name')
    .execute()
  if (rows.length === 0) return
  const names = rows.map(({ name }) => name).join(', ')
  throw new Error(
    `older responses are still being made ready (${names}); let a collector run until that is done`,
  )
}
