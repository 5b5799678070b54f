import { databaseFileIn } from '../database.ts'
import { lockStore } from './folder-lock.ts'
import { openPostgres, postgresStoreFor } from './postgres-store.ts'
import { createSqliteStore, openSqlite } from './sqlite-store.ts'
import type { UpdatedStore } from './store.ts'

/**
 * Counts all responses again for the report.
 * @throws if a collector is running on the folder; on PostgreSQL any number may be
 */
export async function recount({
  dataFolder,
  databaseUrl,
}: {
  dataFolder: string
  databaseUrl: string | null
}): Promise<void> {
  if (databaseUrl !== null) {
    return rebuildIn(await postgresStoreFor(await openPostgres({ url: databaseUrl, connections: 2 })))
  }
  const file = databaseFileIn(dataFolder)
  const lock = lockStore(file)
  try {
    await rebuildIn(createSqliteStore(await openSqlite(file)))
  } finally {
    lock.release()
  }
}

async function rebuildIn(store: UpdatedStore): Promise<void> {
  try {
    await store.rebuild()
  } finally {
    await store.close()
  }
}
