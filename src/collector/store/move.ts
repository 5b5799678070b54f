import { existsSync } from 'node:fs'
import { type Kysely, sql } from 'kysely'
import { databaseFileIn } from '../database.ts'
import { leaveToFill } from './fills.ts'
import { lockStore } from './folder-lock.ts'
import { createPostgresStore, openPostgresUnfinished, type PostgresSettings } from './postgres-store.ts'
import { isSpread } from './spread-tables.ts'
import { createSqliteStore, openSqlite } from './sqlite-store.ts'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'
import { unfinishedMove } from './unfinished-move.ts'

/** The number of rows moved, by table. */
export type Moved = Readonly<Record<string, number>>

interface Table {
  name: string
  key: readonly string[]
  columns: readonly string[]
}

/** How far a move has come; stored in the target along with the rows. */
interface Point {
  /** The file being moved. */
  source: string
  table: string
  /** The last row's key. */
  after: readonly unknown[] | null
}

type Row = Readonly<Record<string, unknown>>

const pageOfRows = 500

/**
 * Moves a store with everything in it from its SQLite file to an empty PostgreSQL database. A move that was cut off is
 * continued; until everything is there and has been compared row by row, no collector starts on that database. The file
 * stays as it is.
 *
 * @param onProgress called with the number of rows copied or compared so far, and the total
 * @throws if a collector is running on the file, the database already holds responses, or the two differ at the end
 */
export async function move(
  dataFolder: string,
  target: PostgresSettings,
  onProgress: (done: number, all: number) => void = () => {},
): Promise<Moved> {
  const source = databaseFileIn(dataFolder)
  if (!existsSync(source)) throw new Error(`there is no ${source}`)
  const lock = lockStore(source)
  const from = await openSqlite(source).catch(error => {
    lock.release()
    throw error
  })
  try {
    const store = createSqliteStore(from)
    while (await store.fill());
    const to = await openPostgresUnfinished(target)
    try {
      return await moveAll({ source, from, to, onProgress })
    } finally {
      await to.destroy()
    }
  } finally {
    await from.destroy()
    lock.release()
  }
}

interface Move {
  source: string
  from: Kysely<Tables>
  to: Kysely<Tables>
  onProgress(done: number, all: number): void
}

async function moveAll({ source, from, to, onProgress }: Move): Promise<Moved> {
  if (await isSpread(to)) {
    throw new Error(
      'it is spread over several machines already; move into one that is not, and distribute that',
    )
  }
  const tables = await tablesOf(from)
  const counts = await countsOf(from, tables)
  const all = 2 * Object.values(counts).reduce((sum, count) => sum + count, 0)
  const begun = await beginMove(to, source)

  let done = 0
  const first =
    begun.after === null
      ? 0
      : Math.max(
          0,
          tables.findIndex(({ name }) => name === begun.table),
        )
  for (const [place, table] of tables.entries()) {
    if (place < first) {
      done += counts[table.name] ?? 0
      continue
    }
    let after = place === first ? begun.after : null
    for (;;) {
      const rows = await pageOf(from, table, after)
      after = keyOfLast(table, rows)
      if (after === null) break
      await copy(to, table, rows, { source, table: table.name, after })
      done += rows.length
      onProgress(done, all)
    }
  }

  const differing = await firstDifference({
    from,
    to,
    tables,
    onProgress: read => onProgress(all / 2 + read, all),
  })
  if (differing !== null) {
    // The file was written to between two tries, so copy all of it again.
    await noteOf(to, { source, table: '', after: null })
    throw new Error(`${differing} is not the same in both; run it again`)
  }
  const moved = createPostgresStore(to)
  await leaveToFill(to, 'texts')
  await moved.rebuild()
  await sameFigures(createSqliteStore(from), moved)
  await to.deleteFrom('fill').where('name', '=', unfinishedMove).execute()
  return counts
}

/**
 * Tables each database keeps for itself: pending fills, looks at the clock, and counts and words, which are rebuilt once
 * everything has been moved.
 */
const ownTables = /^(fill|rollup|clock_look|answer_text|answer_words.*|spread|to_count|counted|vote)$/

/** All of the store's own tables, found by introspection since later versions have more. */
async function tablesOf(db: Kysely<Tables>): Promise<Table[]> {
  const found = await db.introspection.getTables()
  const tables: Table[] = []
  for (const { name, columns } of found) {
    if (ownTables.test(name)) continue
    const { rows } = await sql<{ name: string; pk: number }>`
      select name, pk from pragma_table_info(${name}) where pk > 0 order by pk`.execute(db)
    tables.push({ name, key: rows.map(row => row.name), columns: columns.map(column => column.name) })
  }
  return tables.sort((one, other) => (one.name < other.name ? -1 : 1))
}

async function countsOf(db: Kysely<Tables>, tables: readonly Table[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const { rows } = await sql<{ total: number }>`select count(*) as total from ${sql.table(name)}`.execute(
      db,
    )
    counts[name] = Number(rows[0]?.total ?? 0)
  }
  return counts
}

/**
 * The point to continue from.
 * @throws if the database holds something that no move has put there, or is being moved from another file
 */
async function beginMove(to: Kysely<Tables>, source: string): Promise<Point> {
  const start: Point = { source, table: '', after: null }
  const note = await to
    .selectFrom('fill')
    .select('after')
    .where('name', '=', unfinishedMove)
    .executeTakeFirst()
  if (note) {
    const point: Point = JSON.parse(note.after)
    if (point.source !== source) throw new Error(`a move of ${point.source} into it has not been finished`)
    return point
  }
  const held = await to.selectFrom('response').select('id').limit(1).executeTakeFirst()
  if (held) throw new Error('it holds responses already, and a store is moved into an empty database only')
  // A collector that ran on it may have declared surveys, and a team noted things; the file's replace them.
  for (const table of ofTheTeam) await to.deleteFrom(table).execute()
  for (const table of ['alert_destination', 'alert_rule', 'alert_fall', 'outgoing'] as const)
    await to.deleteFrom(table).execute()
  await noteOf(to, start)
  return start
}

const ofTheTeam = [
  'known_survey',
  'tag',
  'event',
  'goal',
  'reference_line',
  'member',
  'member_link',
  'session',
  'audit',
] as const

async function noteOf(to: Kysely<Tables>, point: Point): Promise<void> {
  const after = JSON.stringify(point)
  await to
    .insertInto('fill')
    .values({ name: unfinishedMove, after })
    .onConflict(conflict => conflict.column('name').doUpdateSet({ after }))
    .execute()
}

async function pageOf(db: Kysely<Tables>, table: Table, after: readonly unknown[] | null): Promise<Row[]> {
  const key = sql.join(table.key.map(name => sql.ref(name)))
  const where = after === null ? sql`` : sql` where (${key}) > (${sql.join(after)})`
  const { rows } = await sql<Row>`
    select ${sql.join(table.columns.map(name => sql.ref(name)))} from ${sql.table(table.name)}${where}
    order by ${key} limit ${sql.lit(pageOfRows)}`.execute(db)
  return rows
}

function keyOfLast({ key }: Table, rows: readonly Row[]): readonly unknown[] | null {
  const last = rows.at(-1)
  return last ? key.map(name => last[name]) : null
}

/** Copies the rows and records how far the move has come, in one transaction. */
async function copy(to: Kysely<Tables>, table: Table, rows: readonly Row[], point: Point): Promise<void> {
  const { name, key, columns } = table
  const names = sql.join(columns.map(column => sql.ref(column)))
  const values = sql.join(rows.map(row => sql`(${sql.join(columns.map(column => row[column]))})`))
  const others = columns.filter(column => !key.includes(column))
  const update = sql.join(others.map(column => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`))
  const keyed = sql.join(key.map(column => sql.ref(column)))
  await to.transaction().execute(async both => {
    await sql`insert into ${sql.table(name)} (${names}) values ${values}
      on conflict (${keyed}) do ${others.length > 0 ? sql`update set ${update}` : sql`nothing`}`.execute(both)
    await noteOf(both, point)
  })
}

/** Reads both in key order and describes the first row that differs or is missing from one. */
async function firstDifference({
  from,
  to,
  tables,
  onProgress,
}: {
  from: Kysely<Tables>
  to: Kysely<Tables>
  tables: readonly Table[]
  onProgress(read: number): void
}): Promise<string | null> {
  let read = 0
  for (const table of tables) {
    for (let after: readonly unknown[] | null = null; ; ) {
      const [ours, theirs] = await Promise.all([pageOf(from, table, after), pageOf(to, table, after)])
      const textOf = (row: Row | undefined) =>
        row &&
        JSON.stringify(
          table.columns.map(name => (typeof row[name] === 'bigint' ? Number(row[name]) : row[name])),
        )
      for (let place = 0; place < Math.max(ours.length, theirs.length); place += 1) {
        if (textOf(ours[place]) !== textOf(theirs[place])) {
          const row = ours[place] ?? theirs[place]
          return `a row of ${table.name} (${table.key.map(name => row?.[name]).join(', ')})`
        }
      }
      read += ours.length
      onProgress(read)
      after = keyOfLast(table, ours)
      if (after === null) break
    }
  }
  return null
}

/** Compares what a report on each would say. @throws if they differ */
async function sameFigures(one: Store, other: Store): Promise<void> {
  const figures = async (store: Store) =>
    (await store.tally()).map(row => JSON.stringify(Object.entries(row).sort())).sort()
  const [ours, theirs] = await Promise.all([figures(one), figures(other)])
  if (JSON.stringify(ours) !== JSON.stringify(theirs)) {
    throw new Error(
      'the figures are not the same in both, though each row is: tell us, and stay with the file',
    )
  }
}
