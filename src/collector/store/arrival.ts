import { type Kept, withKeptWord } from './kept.ts'
import { rowOf } from './row.ts'
import type { ReceivedResponse } from './store.ts'
import type { ResponseTable } from './tables.ts'

/** A row that is to be stored. */
export interface Arrival {
  entry: ReceivedResponse
  row: ResponseTable
  /** What is stored of the same response. */
  before: Kept | undefined
  /** Its survey is one that nobody has declared. */
  isApart: boolean
}

export const arrivalOf = (entry: ReceivedResponse, before: Kept | undefined, isApart: boolean): Arrival => ({
  entry,
  row: rowOf(withKeptWord(entry, before)),
  before,
  isApart,
})
