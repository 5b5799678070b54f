import type { TallyRow } from '../../report/figures.ts'
import type { Reason, ReasonQuery } from '../../report/reason.ts'
import type { ResponseRecord } from '../../schema/response.ts'

/** A response that has passed the schema. */
export interface ReceivedResponse {
  record: ResponseRecord
  /** The record as it came, unknown fields included. */
  json: string
  /** Milliseconds since 1970, by the collector's clock. */
  receivedAt: number
}

/**
 * Where responses are kept. Every method may throw {@link StoreUnavailable}.
 *
 * Saving is idempotent: a revision that is lower than or equal to the one that is kept, and anything after
 * `answered`, changes nothing.
 */
export interface Store {
  /** Resolves when every response is durable. Throws {@link ResponseRefused} if one of them cannot be stored. */
  saveAll(responses: readonly ReceivedResponse[]): Promise<void>
  /** All responses, counted; see {@link TallyRow}. */
  tally(): Promise<TallyRow[]>
  /** Reasons of answers that are not a test, newest first. */
  reasons(query: ReasonQuery): Promise<Reason[]>
  /** Resolves if the store could be written now. */
  check(): Promise<void>
  close(): Promise<void>
}

/** The store cannot be used now: disk full, read-only, locked. The same response may be stored later. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable'
}

/** The store works and will not have this response, now or later. */
export class ResponseRefused extends Error {
  override name = 'ResponseRefused'
}
