import { join } from 'node:path'
import { openSqliteStore } from './store/open-sqlite-store.ts'
import { openPostgresStore } from './store/postgres-store.ts'
import type { Store } from './store/store.ts'

/** The file in a data folder that holds the responses. */
export function databaseFileIn(dataFolder: string): string {
  return join(dataFolder, 'howlikely.sqlite')
}

/** The database that the settings name, and a name for it that contains no password. */
export function databaseOf({ dataFolder, databaseUrl }: { dataFolder: string; databaseUrl: string | null }): {
  name: string
  open(): Promise<Store>
} {
  if (databaseUrl === null) {
    const file = databaseFileIn(dataFolder)
    return { name: file, open: () => openSqliteStore(file) }
  }
  const { host, pathname } = new URL(databaseUrl)
  return { name: `${pathname.slice(1)} on ${host}`, open: () => openPostgresStore({ url: databaseUrl }) }
}
