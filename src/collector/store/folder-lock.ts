import { DatabaseSync } from 'node:sqlite'

/** The right to be the only collector on a store. */
export interface FolderLock {
  release(): void
}

/**
 * Locks a store's file until the lock is released or the process ends, however it ends. A second collector would store
 * again what the first has erased.
 * @throws if another collector holds the lock
 */
export function lockStore(file: string): FolderLock {
  // SQLite's own lock on an empty file next to it: the operating system releases it if the process dies.
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
