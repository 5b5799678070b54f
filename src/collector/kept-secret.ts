import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'

/** A file that should hold a secret holds something else. The message is a whole sentence for the operator. */
export class WrongSecret extends Error {
  override name = 'WrongSecret'
}

/**
 * The secret in a file; if there is none, a new one of 256 random bits. Only the file's owner can read it.
 * @param shortest characters; a shorter secret could be guessed
 * @throws {@link WrongSecret} if the file holds something else
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
  // The folder may have been copied without its permissions.
  chmodSync(file, 0o600)
  return kept
}

/** The file's contents without surrounding whitespace; null if there is no file or it is empty. */
export function keptText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim() || null
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/**
 * Makes a new secret: it is on disk before it gets the name, so that a power cut leaves the old or the new one, never half
 * of one.
 */
export function replaceSecret(file: string): string {
  const secret = randomBytes(32).toString('base64url')
  writeSecret(file, secret)
  return secret
}

/** Writes a secret to its file, whole or not at all. */
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
