import type { Kysely } from 'kysely'
import type { ResponseRecord } from '../../protocol/response.ts'
import { nothingVouched, type Vouched } from '../signature-check.ts'
import { type CountedRow, countedColumns } from './rollup-rows.ts'
import type { ReceivedResponse } from './store.ts'
import type { Tables } from './tables.ts'
import { isDeclared } from './undeclared.ts'
import { isRespondents } from './which-counts.ts'

/** What is stored of a response that a later message revises. */
export interface StoredBefore {
  record: ResponseRecord
  vouched: Vouched
  /** How it is counted now; null if nobody has declared its survey. */
  counted: CountedRow | null
}

/** What is stored of these responses, by id. They are locked, so that a change another collector has just made is seen. */
export async function storedBefore(
  all: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredBefore>> {
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
      // Not checked: it passed the schema when it was stored.
      return [row.id, { record: JSON.parse(row.record), vouched, counted: is_declared ? row : null }]
    }),
  )
}

/** Gives a later message what was vouched for before: it carries the same signature, which may have expired meanwhile. */
export function withEarlierSignatureCheck(
  received: ReceivedResponse,
  before: StoredBefore | undefined,
): ReceivedResponse {
  if (!before) return received
  const { trigger, respondent } = received.vouched ?? nothingVouched
  const vouched = {
    trigger: trigger || before.vouched.trigger,
    respondent: respondent || before.vouched.respondent,
  }
  return { ...received, vouched }
}
