import type { Kysely } from 'kysely'
import type { ResponseRecord } from '../../protocol/response.ts'
import { nothingVouched, type Vouched } from '../signature-check.ts'
import { type CountedRow, countedColumns } from './rollup-rows.ts'
import type { ReceivedResponse } from './store.ts'
import type { Tables } from './tables.ts'
import { isDeclared } from './undeclared.ts'
import { isRespondents } from './which-counts.ts'

/** What is stored of a response that has a later message. */
export interface Kept {
  record: ResponseRecord
  vouched: Vouched
  /** As it is counted now; null where it is of a survey that nobody has declared. */
  counted: CountedRow | null
}

/** What is stored of these responses, by their ids. They are held: what another has just changed is read as it is now. */
export async function keptOf(
  all: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Kept>> {
  if (ids.length === 0) return new Map()
  const rows = await all
    .selectFrom('response')
    .select([...countedColumns, 'verified', 'respondent_verified'])
    .select(isDeclared.as('is_declared'))
    .where('id', 'in', [...ids])
    .execute()
  return new Map(
    rows.map(({ verified, respondent_verified, is_declared, ...row }) => {
      const vouched = {
        trigger: verified === 1 && !isRespondents(row.subject),
        respondent: respondent_verified === 1,
      }
      // It has passed the schema when it was stored.
      return [row.id, { record: JSON.parse(row.record), vouched, counted: is_declared ? row : null }]
    }),
  )
}

/** A later message with what was vouched for before: its signature is the same, but may have expired meanwhile. */
export function withKeptWord(received: ReceivedResponse, kept: Kept | undefined): ReceivedResponse {
  if (!kept) return received
  const { trigger, respondent } = received.vouched ?? nothingVouched
  const vouched = {
    trigger: trigger || kept.vouched.trigger,
    respondent: respondent || kept.vouched.respondent,
  }
  return { ...received, vouched }
}
