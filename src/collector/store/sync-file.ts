import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Syncs a file or folder to disk: before that, a power cut may lose it. */
export function syncFile(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
