import type { Kysely } from 'kysely'
import type { ResponseRecord } from '../../protocol/response.ts'
import { nothingVouched, type Vouched } from '../signature-check.ts'
import type { ReceivedResponse } from './store.ts'
import type { Tables } from './tables.ts'
import { isRespondents } from './which-counts.ts'

/** What is stored of a response that has a later message. */
interface Kept {
  record: ResponseRecord
  vouched: Vouched
}

/** What is stored of these responses, by their ids. */
export async function keptOf(
  db: Kysely<Tables>,
  responses: readonly ReceivedResponse[],
): Promise<ReadonlyMap<string, Kept>> {
  if (responses.length === 0) return new Map()
  const ids = [...new Set(responses.map(({ record }) => record.id))]
  const rows = await db
    .selectFrom('response')
    .select(['id', 'revision', 'record', 'verified', 'respondent_verified', 'subject'])
    .where('id', 'in', ids)
    .execute()
  return new Map(
    rows.map(({ id, record, ...row }) => {
      const vouched = {
        trigger: row.verified === 1 && !isRespondents(row.subject),
        respondent: row.respondent_verified === 1,
      }
      // It has passed the schema when it was stored.
      return [id, { record: JSON.parse(record), vouched }]
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
