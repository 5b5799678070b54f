import { existsSync } from 'node:fs'
import type { Kysely } from 'kysely'
import { databaseFileIn } from '../database.ts'
import { openPostgresToRead, postgresStoreFor } from './postgres-store.ts'
import { createSqliteStore, openSqliteToRead } from './sqlite-store.ts'
import type { UpdatedStore } from './store.ts'
import type { Tables } from './tables.ts'

/** Opens the collector's tables read-only: nothing is created or updated. A collector may be running. */
export async function openToRead({
  dataFolder,
  databaseUrl,
}: {
  dataFolder: string
  databaseUrl: string | null
}): Promise<{ db: Kysely<Tables>; store: UpdatedStore }> {
  if (databaseUrl !== null) {
    const db = openPostgresToRead({ url: databaseUrl, connections: 2 })
    try {
      return { db, store: await postgresStoreFor(db) }
    } catch (error) {
      await db.destroy()
      throw error
    }
  }
  const file = databaseFileIn(dataFolder)
  if (!existsSync(file)) throw new Error('there is none')
  const db = openSqliteToRead(file)
  return { db, store: createSqliteStore(db) }
}
