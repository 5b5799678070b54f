import { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import { migrate } from './migrations.ts'
import { createSqlStore } from './sql-store.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'

/** While another process holds the file, everybody waits; longer than this, and the widget tries again later. */
const lockTimeoutMs = 500

/** A store in one SQLite file, made if it is not there. `:memory:` keeps it in memory. */
export async function openSqliteStore(file: string): Promise<Store> {
  return createSqliteStore(await openSqlite(file))
}

/** The file's tables, up to date; every commit is synced to disk before it returns. */
export async function openSqlite(file: string): Promise<Kysely<Tables>> {
  const database = new DatabaseSync(file, { timeout: lockTimeoutMs })
  const db = new Kysely<Tables>({ dialect: sqliteDialect(database) })
  try {
    database.exec('pragma journal_mode = wal')
    database.exec('pragma synchronous = full')
    await migrate(db)
  } catch (error) {
    database.close()
    throw error
  }
  return db
}

export function createSqliteStore(db: Kysely<Tables>): Store {
  return createSqlStore(db, {
    isRowAtFault: error => rowFaults.has(resultCode(error)),
    explain: error =>
      explanations.get(resultCode(error)) ?? (error instanceof Error ? error.message : String(error)),
    async check() {
      // Takes the lock that a write needs, and writes nothing.
      await sql`begin immediate`.execute(db)
      await sql`rollback`.execute(db)
    },
  })
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

/** The primary code is the low byte of the extended one. */
function resultCode(error: unknown): number {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0
  return code & 0xff
}
