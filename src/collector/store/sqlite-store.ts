import { DatabaseSync } from 'node:sqlite'
import { Kysely, type RawBuilder, sql } from 'kysely'
import { createLogEmptier } from './empty-log.ts'
import { migrate } from './migrations.ts'
import { sqliteRowsOf } from './rows-of.ts'
import { sqliteScalar } from './segment-columns.ts'
import { createSqlStore, type Engine } from './sql-store.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import type { UpdatedStore } from './store.ts'
import type { SurveyLimits } from './surveys.ts'
import type { Tables } from './tables.ts'
import { sqliteTextsWith } from './text-index.ts'
import { votingByLook } from './which-counts.ts'

/** While another process holds the file, everybody waits, up to this; after that the widget tries again later. */
const lockTimeoutMs = 500

/**
 * Pages of 4 KiB that the log may hold before they are moved to their places. Each move takes two more syncs, and the inner
 * pages of an index are moved once for all commits in between.
 */
const pagesInLog = 4000

/**
 * The tables of the file, up to date, created if they don't exist; every commit is synced to disk before it returns.
 * `:memory:` keeps them in memory.
 */
export async function openSqlite(file: string): Promise<Kysely<Tables>> {
  const database = new DatabaseSync(file, { timeout: lockTimeoutMs })
  const db = new Kysely<Tables>({ dialect: sqliteDialect(database) })
  try {
    database.exec('pragma journal_mode = wal')
    database.exec('pragma synchronous = full')
    // Without it, a split page keeps copies of the rows that moved to another page, and erasing misses them.
    database.exec('pragma secure_delete = fast')
    // Checkpoint often while tables are created, so that the log starts small even if there is little room.
    database.exec('pragma wal_autocheckpoint = 10')
    await migrate(db, { text: 'text', textIndex: 'fts5' })
    database.exec(`pragma wal_autocheckpoint = ${pagesInLog}`)
    // A killed process may have left erased data there.
    database.exec('pragma wal_checkpoint(truncate)')
  } catch (cause) {
    database.close()
    throw new Error(explain(cause), { cause })
  }
  return db
}

/** The tables of a file that another connection has opened, for reading only. */
export function openSqliteToRead(file: string): Kysely<Tables> {
  const database = new DatabaseSync(file, { timeout: lockTimeoutMs, readOnly: true })
  return new Kysely<Tables>({ dialect: sqliteDialect(database, { readOnly: true }) })
}

/** @param limits limits for undeclared surveys @default surveyLimits */
export function createSqliteStore(db: Kysely<Tables>, limits?: SurveyLimits): UpdatedStore {
  return createSqlStore(db, sqliteEngine(db), limits)
}

/** SQLite has one writer at a time, so nobody has to be held off. */
function sqliteEngine(db: Kysely<Tables>): Engine {
  /** How many erasures are running: the last one switches back. */
  let erasing = 0
  const log = createLogEmptier(db, lockTimeoutMs)

  return {
    isShared: false,
    isInProcess: true,
    scalarIn: sqliteScalar,
    textsWith: sqliteTextsWith,
    voting: votingByLook,
    unsought: <Value>(column: RawBuilder<Value>) => sql<Value>`+${column}`,
    following: null,
    rowsOf: sqliteRowsOf,
    shard: 0,
    holdFill: async () => {},
    holdCounting: async () => {},
    holdResponses: async (_all, ids) => ids,
    holdGroups: async () => {},
    isRowAtFault: error => rowFaults.has(resultCode(error)),
    isOvertaken: () => false,
    explain,
    async check() {
      await db.connection().execute(async alone => {
        // Takes the lock that a write needs, without writing anything.
        await sql`begin immediate`.execute(alone)
        await sql`rollback`.execute(alone)
      })
    },
    // No two collectors share a file.
    alone: (_, action) => action(),
    async erasing(action) {
      erasing += 1
      try {
        await sql`pragma secure_delete = on`.execute(db)
        return await action()
      } finally {
        erasing -= 1
        if (erasing === 0) await sql`pragma secure_delete = fast`.execute(db)
        await log.empty()
      }
    },
    logHoldsErased: () => log.isOpen(),
  }
}

/** SQLite's primary result codes: too big, constraint, mismatch, range. */
const rowFaults = new Set([18, 19, 20, 25])

const explanations = new Map([
  [5, 'another process holds the database'],
  [6, 'another process holds the database'],
  [8, 'the database cannot be written: it is read-only'],
  [10, 'the disk reported an error'],
  [11, 'the database file is damaged'],
  [13, 'the disk is full'],
  [14, 'the database file cannot be opened'],
  [26, 'the file is not a database'],
])

function explain(error: unknown): string {
  return explanations.get(resultCode(error)) ?? (error instanceof Error ? error.message : String(error))
}

/** The primary code is the low byte of the extended one. */
function resultCode(error: unknown): number {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0
  return code & 0xff
}
