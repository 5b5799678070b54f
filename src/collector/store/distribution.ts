import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Tables } from './tables.ts'

/** How a table is distributed over several machines: in pieces, by the hash of a column, or whole on each. */
export type Spread = { table: string; by: string } | { table: string; everywhere: true }

/**
 * Answers are distributed by their own id, so that each write goes to one machine and a primary key needs no other. On the
 * same machine are the records of erasures, the answers' words and tags, what they tell, how they were followed up, and
 * what they were counted as. Votes are distributed by the ref or subject they are for, and what waits for a visit by
 * respondent; small tables are on every machine.
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

/**
 * How every table of a database should be distributed. Tables that later versions add are taken for small, unless they have
 * a shard.
 */
export function spreadOf(tables: readonly { name: string; columns: readonly string[] }[]): Spread[] {
  return tables.map(({ name, columns }) => {
    const found = known.find(({ table }) => table === name)
    if (found) return found
    return columns.includes('shard') ? { table: name, by: 'shard' } : { table: name, everywhere: true }
  })
}

/**
 * Makes collectors store first and count afterwards, from their next start on; by then all answers are counted again.
 * Running it a second time changes nothing.
 */
const changeOver = [
  `insert into fill (name, after) select 'rollup', '' where not exists (select from spread)
  on conflict (name) do update set after = excluded.after`,
  `insert into spread (by, round) values ('citus', 1) on conflict (by) do nothing`,
]

/** The statements that distribute the tables on Citus, in order. {@link distribute} skips tables that already are. */
export function citusStatements(spread: readonly Spread[], shards: number): string[] {
  const text = (name: string) => `'${name.replaceAll("'", "''")}'`
  const first = spread.find(entry => 'by' in entry && entry.by === 'id')
  return [
    'create extension if not exists citus',
    // Before any table is: a collector that counted at once would find the rows it needs on several machines.
    ...changeOver,
    `set citus.shard_count = ${shards}`,
    ...spread.map(entry => {
      if (!('by' in entry)) return `select create_reference_table(${text(entry.table)})`
      // Tables distributed by the same column share machines.
      const beside =
        entry.by === 'id' && first && first !== entry
          ? `, colocate_with => ${text(first.table)}`
          : `, colocate_with => 'none'`
      return `select create_distributed_table(${text(entry.table)}, ${text(entry.by)}${beside})`
    }),
  ]
}

/** The tables that the collector has made; the list of updates stays on the coordinator. @throws if it has made none */
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

/** Distributes what is not distributed yet, and returns the statements it ran. @throws if the server has no Citus */
export async function distribute(db: Kysely<Tables>, statements: readonly string[]): Promise<string[]> {
  return db.connection().execute(async alone => {
    const run: string[] = []
    await assertUpdateFinished(alone)
    // A table with millions of rows takes a while.
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

/** Finishing an update takes statements that need all rows in one place, so it must be done first. */
async function assertUpdateFinished(db: Kysely<Tables>): Promise<void> {
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
