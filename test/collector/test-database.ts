import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
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

/** With its tables already made, which takes longer than to copy them; this worker's own, since nobody may be connected to it. */
let template: Promise<string> | null = null

async function makeTemplate(server: string): Promise<string> {
  const { url } = await newPostgresDatabase(server)
  const db = await openPostgres({ url, connections: 1 })
  await db.destroy()
  return new URL(url).pathname.slice(1)
}

async function onPostgres(server: string) {
  template ??= makeTemplate(server)
  const { url, drop } = await newPostgresDatabase(server, await template)
  const db = await openPostgres({ url, connections: 4 })
  return {
    database: { db, store: createPostgresStore(db) },
    async close() {
      await db.destroy()
      await drop()
    },
  }
}

/** A database of its own on a server. @param copied of another's tables and rows @default none */
export async function newPostgresDatabase(
  server: string,
  copied = 'template1',
): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await run(`create database ${name} template ${copied}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) }
}
