import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'

/** A file that should hold a secret, and holds something else. The message is a whole sentence for the operator. */
export class WrongSecret extends Error {
  override name = 'WrongSecret'
}

/**
 * What a file keeps secret; the first time it is made, of 256 random bits. Only the file's owner can read it.
 * @param shortest letters, short of which it can be found by trying
 * @throws {@link WrongSecret} where there is something else in it
 */
export function keptSecret(file: string, shortest: number): string {
  const kept = keptText(file)
  if (kept === null) return replaceSecret(file)
  const help = `Put the right one back, or delete the file to have a new one made. Nothing was started.`
  if (/[\r\n]/.test(kept))
    throw new WrongSecret(`The file ${file} must hold one line, found several. ${help}`)
  if (kept.length < shortest) {
    throw new WrongSecret(
      `The file ${file} must hold ${shortest} characters or more, found ${kept.length}. ${help}`,
    )
  }
  // Somebody may have copied the folder without its rights.
  chmodSync(file, 0o600)
  return kept
}

/** What is in the file, but for space around it; null where there is no file, or nothing in it. */
export function keptText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim() || null
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Makes a new one: on the disk before it has the name, so that a cut finds the old one or the new one, never a half. */
export function replaceSecret(file: string): string {
  const secret = randomBytes(32).toString('base64url')
  writeSecret(file, secret)
  return secret
}

/** Puts a secret into its file, whole or not at all. */
export function writeSecret(file: string, secret: string): void {
  const beside = `${file}.new`
  const descriptor = openSync(beside, 'w', 0o600)
  try {
    writeSync(descriptor, `${secret}\n`)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(beside, file)
}
