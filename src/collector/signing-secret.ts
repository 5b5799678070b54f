import { join } from 'node:path'
import { shortestSecret } from '../links/secret.ts'
import { keptSecret } from './kept-secret.ts'

/** The file that holds the secret for signatures if the environment doesn't. */
export function secretFileIn(dataFolder: string): string {
  return join(dataFolder, 'secret')
}

/** The secret in the data folder; created on first use. Only the file's owner can read it. */
export function signingSecret(dataFolder: string): string {
  return keptSecret(secretFileIn(dataFolder), shortestSecret)
}
