import { DatabaseSync } from 'node:sqlite'

/** The right to be the one collector on a store. */
export interface FolderLock {
  release(): void
}

/**
 * Takes the right to a store's file, until it is given back or the process ends, however it ends. A second collector would
 * store what the first has erased. @throws where another has it
 */
export function lockStore(file: string): FolderLock {
  // SQLite's own lock on an empty file beside it: the system lets go of it when the process dies.
  const lock = new DatabaseSync(`${file}-lock`, { timeout: 0 })
  try {
    lock.exec('pragma journal_mode = memory')
    lock.exec('begin exclusive')
  } catch (cause) {
    lock.close()
    const isBusy = cause instanceof Error && 'errcode' in cause && Number(cause.errcode) % 256 === 5
    throw isBusy ? new Error('another collector is at work on it', { cause }) : cause
  }
  let isHeld = true
  return {
    release() {
      if (isHeld) lock.close()
      isHeld = false
    },
  }
}
