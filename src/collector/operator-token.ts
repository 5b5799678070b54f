import { join } from 'node:path'
import { keptSecret } from './kept-secret.ts'

/** Short of this a token can be found by trying. */
export const shortestToken = 16

/** The file that holds the operator's token where the environment doesn't. */
export function tokenFileIn(dataFolder: string): string {
  return join(dataFolder, 'token')
}

/** The token in the data folder; the first time one is made. Only the file's owner can read it. */
export function operatorToken(dataFolder: string): string {
  return keptSecret(tokenFileIn(dataFolder), shortestToken)
}
