import { join } from 'node:path'
import { keptSecret } from './kept-secret.ts'

/** A shorter token could be guessed. */
export const shortestToken = 16

/** The file that holds the operator's token if the environment doesn't. */
export function tokenFileIn(dataFolder: string): string {
  return join(dataFolder, 'token')
}

/** The token in the data folder; created on first use. Only the file's owner can read it. */
export function operatorToken(dataFolder: string): string {
  return keptSecret(tokenFileIn(dataFolder), shortestToken)
}
