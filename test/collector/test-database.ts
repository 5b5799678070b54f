import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { createPostgresStore, openPostgres } from '../../src/collector/store/postgres-store.ts'
import { createSqliteStore, openSqlite } from '../../src/collector/store/sqlite-store.ts'
import type { UpdatedStore } from '../../src/collector/store/store.ts'
import type { Tables } from '../../src/collector/store/tables.ts'

export interface TestDatabase {
  db: Kysely<Tables>
  store: UpdatedStore
}

/** A new database with its store, gone when the test is: in memory, or on the PostgreSQL server that the project has. */
export async function testDatabase(): Promise<TestDatabase> {
  const { database, close } = await openTestDatabase()
  onTestFinished(close)
  return database
}

/** The same, until it is closed. */
export async function openTestDatabase(): Promise<{ database: TestDatabase; close(): Promise<void> }> {
  const url = inject('postgresUrl')
  if (url) return onPostgres(url)
  const db = await openSqlite(':memory:')
  return { database: { db, store: createSqliteStore(db) }, close: () => db.destroy() }
}

/** Databases of this worker whose tests are done, emptied for reuse: copying one takes longer than most tests. */
const idle: string[] = []

async function onPostgres(server: string) {
  const url = idle.pop() ?? (await newPostgresDatabase(server)).url
  const db = await openPostgres({ url, connections: 4 })
  return {
    database: { db, store: createPostgresStore(db) },
    async close() {
      await empty(db)
      await db.destroy()
      idle.push(url)
    },
  }
}

/** As the tables are created, without any rows that a test has left. */
async function empty(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables
    where schemaname = current_schema() and tablename not like 'kysely%'`.execute(db)
  await db.transaction().execute(async all => {
    for (const { name } of rows) await sql`delete from ${sql.table(name)}`.execute(all)
  })
}

/**
 * Connections to a database that is dropped when the test ends. The server says so to those that are just about to end,
 * and what is said to nobody would be an error of the whole run.
 */
export function droppedPool(settings: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(settings)
  pool.on('error', () => {})
  pool.on('connect', client => client.on('error', () => {}))
  return pool
}

/** A separate database on a server. */
export async function newPostgresDatabase(server: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  await run(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    // Connections that are being closed are waited for, some seconds: one that is cut off then fails, and nobody listens any more.
    drop: () => run(`drop database ${name}`).catch(() => run(`drop database ${name} with (force)`)),
  }
}
