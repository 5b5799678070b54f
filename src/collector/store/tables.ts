import type { Kind } from '../../report/figures.ts'
import type { State } from '../../schema/response.ts'
import type { Implausible } from '../implausible-timing.ts'

/** Instants are milliseconds since 1970; flags are 0 or 1, which every database has. */
export interface ResponseTable {
  id: string
  revision: number
  site: string
  survey: string
  kind: Kind
  state: State
  test: 0 | 1
  self_selected: 0 | 1
  trigger_name: string
  trigger_source: string
  ref: string | null
  /** The ref's signature held; nothing verifies it yet. */
  verified: 0 | 1
  /** Of several responses to the same ref the one that stands highest counts, then the latest. */
  standing: number
  score: number | null
  reason: string | null
  locale: string
  page_url: string | null
  asked_at: number
  scored_at: number | null
  ended_at: number | null
  /** When it was given: ended, else scored, else asked. */
  given_at: number
  received_at: number
  /** The whole record as it came, JSON. */
  record: string
  /** Who answered, as far as the record says; what somebody's responses are found by. */
  respondent: string | null
  visitor: string | null
  email: string | null
  /** What is hard to believe about its instants. */
  implausible: Implausible | null
}

/** Responses that were erased for a person: what a browser still holds of them is not stored again. */
export interface ErasedTable {
  id: string
  erased_at: number
}

export interface Tables {
  response: ResponseTable
  erased: ErasedTable
}
