import { type Kept, withKeptWord } from './kept.ts'
import { rowOf } from './row.ts'
import type { ReceivedResponse } from './store.ts'
import type { ResponseTable } from './tables.ts'

/** A row about to be stored. */
export interface Arrival {
  entry: ReceivedResponse
  row: ResponseTable
  /** What is already stored of the same response. */
  before: Kept | undefined
  /** Nobody has declared its survey. */
  isApart: boolean
}

export const arrivalOf = (entry: ReceivedResponse, before: Kept | undefined, isApart: boolean): Arrival => ({
  entry,
  row: rowOf(withKeptWord(entry, before)),
  before,
  isApart,
})
