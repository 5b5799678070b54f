import { randomBytes } from 'node:crypto'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The file that holds the operator's token where the environment doesn't. */
export function tokenFileIn(dataFolder: string): string {
  return join(dataFolder, 'token')
}

/** The token in the data folder; the first time one is made. Only the file's owner can read it. */
export function operatorToken(dataFolder: string): string {
  return keptSecret(tokenFileIn(dataFolder))
}

/** What a file keeps secret; the first time it is made, of 256 random bits. Only the file's owner can read it. */
export function keptSecret(file: string): string {
  const kept = readSecret(file)
  if (kept !== '') return kept
  const secret = randomBytes(32).toString('base64url')
  writeFileSync(file, `${secret}\n`, { mode: 0o600 })
  return secret
}

/** Empty where there is none. */
function readSecret(file: string): string {
  try {
    const secret = readFileSync(file, 'utf8').trim()
    // Somebody may have copied the folder without its rights.
    chmodSync(file, 0o600)
    return secret
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}
