import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { databaseFileIn } from '../database.ts'
import { tokenFileIn } from '../operator-token.ts'
import { secretFileIn } from '../signing-secret.ts'
import { erasuresFileIn } from './erasures.ts'
import { syncFile } from './sync-file.ts'

/** What a database holds, shown to somebody about to replace it. */
export interface Held {
  responses: number
  /** Milliseconds since 1970; null if there are none. */
  newest: number | null
}

/** The files in a data folder that belong with the database. */
export const companionFiles = [secretFileIn, tokenFileIn, erasuresFileIn] as const

/**
 * Copies a store into a new folder, whether or not the collector is running; everything accepted before the call is in the
 * copy. The folder gets its final name only once the copy is complete, synced to disk, and has been opened and checked.
 * Only the owner can read it.
 *
 * @param onProgress called with the bytes written so far and the approximate total
 * @throws if the folder already exists or the copy could not be made
 */
export async function backUp(
  dataFolder: string,
  folder: string,
  onProgress: (written: number, about: number) => void = () => {},
): Promise<Held> {
  if (existsSync(folder)) throw new Error(`${folder} is there already`)
  const partial = `${resolve(folder)}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true, mode: 0o700 })
  try {
    const source = databaseFileIn(dataFolder)
    const copy = databaseFileIn(partial)
    const size = statSync(source).size
    const watch = setInterval(() => onProgress(existsSync(copy) ? statSync(copy).size : 0, size), 200)
    await vacuumInto(source, copy).finally(() => clearInterval(watch))
    for (const placeIn of companionFiles) {
      if (existsSync(placeIn(dataFolder))) copyFileSync(placeIn(dataFolder), placeIn(partial))
    }
    for (const name of readdirSync(partial)) {
      chmodSync(join(partial, name), 0o600)
      syncFile(join(partial, name))
    }
    syncFile(partial)
    const held = inspect(copy)
    renameSync(partial, folder)
    syncFile(dirname(resolve(folder)))
    return held
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    throw error
  }
}

/** What is in a database file. @throws if it is damaged or not one of ours */
export function inspect(file: string): Held {
  if (!existsSync(file)) throw new Error(`there is no ${file}`)
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 })
  try {
    const [check] = database.prepare('pragma integrity_check(1)').all()
    if (check?.integrity_check !== 'ok') throw new Error(`${file} is damaged: ${check?.integrity_check}`)
    const [row] = database.prepare('select count(*) as total, max(received_at) as newest from response').all()
    return { responses: Number(row?.total), newest: row?.newest === null ? null : Number(row?.newest) }
  } finally {
    database.close()
  }
}

/** In a thread, because it blocks; through a read-only connection, because the collector keeps writing. */
async function vacuumInto(source: string, copy: string): Promise<void> {
  const program = `
    const { DatabaseSync } = require('node:sqlite')
    const { workerData } = require('node:worker_threads')
    const database = new DatabaseSync(workerData.source, { readOnly: true, timeout: 5000 })
    database.prepare('vacuum into ?').run(workerData.copy)
    database.close()`
  const worker = new Worker(program, { eval: true, workerData: { source, copy } })
  await new Promise<void>((done, fail) => worker.once('error', fail).once('exit', () => done()))
}
