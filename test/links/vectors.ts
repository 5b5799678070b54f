import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Purpose } from '../../src/protocol/signature.ts'

/** A signature that openssl made: see make-vectors.sh. */
export interface Vector {
  secret: string
  site: string
  purpose: Purpose
  subject: string[]
  /** Unix seconds. */
  exp: number
  signature: string
}

export const vectors: readonly Vector[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'vectors.json'), 'utf8'),
)

/** A vector's name in a table. */
export const nameOf = ({ purpose, subject, site }: Vector) => `${purpose} ${subject.join(', ')} of ${site}`
