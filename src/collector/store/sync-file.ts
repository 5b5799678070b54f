import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Puts a file's, or a folder's, bytes onto the disk: until then a cut of the power may lose them. */
export function syncFile(path: string): void {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
