import { randomBytes } from 'node:crypto'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The file that holds the operator's token where the environment doesn't. */
export function tokenFileIn(dataFolder: string): string {
  return join(dataFolder, 'token')
}

/** The token in the data folder; the first time one is made. Only the file's owner can read it. */
export function operatorToken(dataFolder: string): string {
  const file = tokenFileIn(dataFolder)
  const kept = readToken(file)
  if (kept !== '') return kept
  const token = randomBytes(32).toString('base64url')
  writeFileSync(file, `${token}\n`, { mode: 0o600 })
  return token
}

/** Empty where there is none. */
function readToken(file: string): string {
  try {
    const token = readFileSync(file, 'utf8').trim()
    // Somebody may have copied the folder without its rights.
    chmodSync(file, 0o600)
    return token
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}
