import { existsSync } from 'node:fs'
import type { Kysely } from 'kysely'
import { databaseFileIn } from '../database.ts'
import { createPostgresStore, openPostgresToRead } from './postgres-store.ts'
import { createSqliteStore, openSqliteToRead } from './sqlite-store.ts'
import type { UpdatedStore } from './store.ts'
import type { Tables } from './tables.ts'

/** The tables where the collector keeps them, to look at: nothing is made or updated. A collector may be at work. */
export function openToRead({ dataFolder, databaseUrl }: { dataFolder: string; databaseUrl: string | null }): {
  db: Kysely<Tables>
  store: UpdatedStore
} {
  if (databaseUrl !== null) {
    const db = openPostgresToRead({ url: databaseUrl, connections: 2 })
    return { db, store: createPostgresStore(db) }
  }
  const file = databaseFileIn(dataFolder)
  if (!existsSync(file)) throw new Error('there is none')
  const db = openSqliteToRead(file)
  return { db, store: createSqliteStore(db) }
}
