import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { databaseFileIn } from '../database.ts'
import { companionFiles, type Held, inspect } from './backup.ts'
import { allWays, erasuresFileIn, openErasures } from './erasures.ts'
import { lockStore } from './folder-lock.ts'
import type { Person, WayToFind } from './person.ts'
import { createSqliteStore, openSqlite } from './sqlite-store.ts'
import { syncFile } from './sync-file.ts'

export interface Restored {
  held: Held
  /** Number of responses that had been erased since the backup, and were erased again. */
  erased: number
  /** Where the replaced store is now; null if there was none. */
  replaced: string | null
  /** Files in the folder that the backup's replaced. */
  changed: string[]
}

/**
 * Puts a backup into a data folder. Anything erased by hand since the backup was made is erased again, as far as the
 * folder's list of erasures goes. A store that is replaced is kept next to it.
 *
 * @param onProgress called with the number of responses compared with the list so far
 * @throws if a collector is running on the folder, or the backup is damaged
 */
export async function restore(
  backup: string,
  dataFolder: string,
  now: number,
  onProgress: (read: number) => void = () => {},
): Promise<Restored> {
  inspect(databaseFileIn(backup))
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const file = databaseFileIn(dataFolder)
  const lock = lockStore(file)
  try {
    const coming = `${file}.restoring`
    remove(coming)
    copyFileSync(databaseFileIn(backup), coming)
    if (!existsSync(erasuresFileIn(dataFolder)) && existsSync(erasuresFileIn(backup))) {
      copyFileSync(erasuresFileIn(backup), erasuresFileIn(dataFolder))
    }
    const erased = await eraseAgain(coming, dataFolder, now, onProgress)
    closeLog(coming)
    syncFile(coming)

    const changed = companionFiles
      .filter(placeIn => placeIn !== erasuresFileIn && existsSync(placeIn(backup)))
      .map(placeIn => ({ from: placeIn(backup), to: placeIn(dataFolder) }))
    const replacing = changed.filter(({ to }) => existsSync(to)).map(({ to }) => to)
    for (const { from, to } of changed) copyFileSync(from, to)

    const replaced = existsSync(file) ? `${file}.replaced-${now}` : null
    if (replaced !== null) {
      closeLog(file)
      renameSync(file, replaced)
    }
    for (const ending of ['-wal', '-shm']) rmSync(`${file}${ending}`, { force: true })
    renameSync(coming, file)
    syncFile(dataFolder)
    return { held: inspect(file), erased, replaced, changed: replacing }
  } finally {
    lock.release()
  }
}

/** What a data folder holds that a restore would replace; null if nothing. */
export function heldIn(dataFolder: string): Held | null {
  const file = databaseFileIn(dataFolder)
  return existsSync(file) ? inspect(file) : null
}

async function eraseAgain(
  file: string,
  dataFolder: string,
  now: number,
  onProgress: (read: number) => void,
): Promise<number> {
  const erasures = openErasures(dataFolder)
  if (erasures.size === 0) return 0
  const db = await openSqlite(file)
  const store = createSqliteStore(db)
  try {
    while (await store.fill());
    const people = new Map<string, Person>()
    let read = 0
    for (let after = ''; ; ) {
      const rows = await db
        .selectFrom('response')
        .select(['id', 'site', 'respondent', 'visitor', 'email', 'ref'])
        .where('id', '>', after)
        .orderBy('id')
        .limit(1000)
        .execute()
      for (const row of rows) for (const by of allWays) note(people, erasures.has, by, row)
      read += rows.length
      onProgress(read)
      const last = rows.at(-1)
      if (last === undefined) break
      after = last.id
    }
    for (const row of await db.selectFrom('next_visit').select(['site', 'respondent', 'ref']).execute()) {
      note(people, erasures.has, 'respondent', row)
      note(people, erasures.has, 'ref', row)
    }
    let erased = 0
    for (const person of people.values()) erased += await store.erase(person, now)
    return erased
  } finally {
    await store.close()
  }
}

type Found = { site: string } & { [Way in WayToFind]?: string | null }

function note(
  people: Map<string, Person>,
  isErased: (person: Person) => boolean,
  by: WayToFind,
  row: Found,
): void {
  const value = row[by]
  if (!value) return
  for (const person of [
    { by, value },
    { by, value, site: row.site },
  ] as const) {
    if (isErased(person)) people.set(JSON.stringify(person), person)
  }
}

/** Moves everything in a store's log into its place, so that the file alone is the store. */
function closeLog(file: string): void {
  const database = new DatabaseSync(file, { timeout: 5000 })
  database.exec('pragma journal_mode = delete')
  database.close()
}

function remove(file: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${ending}`, { force: true })
}
