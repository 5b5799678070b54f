import { rowOf } from './row.ts'
import type { ReceivedResponse } from './store.ts'
import { type StoredBefore, withEarlierSignatureCheck } from './stored-before.ts'
import type { ResponseTable } from './tables.ts'

/** A row about to be stored. */
export interface Arrival {
  entry: ReceivedResponse
  row: ResponseTable
  /** What is already stored of the same response. */
  before: StoredBefore | undefined
  /** Nobody has declared its survey. */
  isUndeclared: boolean
}

export const arrivalOf = (
  entry: ReceivedResponse,
  before: StoredBefore | undefined,
  isUndeclared: boolean,
): Arrival => ({
  entry,
  row: rowOf(withEarlierSignatureCheck(entry, before)),
  before,
  isUndeclared,
})
