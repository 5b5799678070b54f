import type { Kysely } from 'kysely'
import type { ResponseRecord } from '../../protocol/response.ts'
import { mostValue } from './order-value.ts'
import { storable } from './person.ts'
import type { ResponseTable, Tables } from './tables.ts'

/** What a record says that the list of follow-ups is ordered and narrowed by, so that no query reads each record for it. */
export type FollowUpValues = Pick<ResponseTable, 'worth' | 'last_contact' | 'may_contact'>

/** What stands for the worth where no order is known: below every order's. */
export const noWorth = -1

export function followUpValues({ trigger, respondent, contact }: ResponseRecord): FollowUpValues {
  const value = trigger.value ?? 0
  const lastContact = respondent?.traits?.lastContactAt
  return {
    worth: value > 0 && value <= mostValue ? value : noWorth,
    last_contact: lastContact === undefined ? null : storable(String(lastContact)),
    may_contact: contact?.allowed ? 1 : 0,
  }
}

/** Responses at a time: while they are being filled, new ones wait. */
const pageOfRows = 250

/** Fills it in for responses that came before it was kept. The last one's id, or null after the last. */
export async function fillFollowUpValues(all: Kysely<Tables>, after: string): Promise<string | null> {
  const rows = await all
    .selectFrom('response')
    .select(['id', 'revision', 'record', 'worth'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(pageOfRows)
    .execute()
  for (const { id, revision, record, worth } of rows) {
    if (worth !== null) continue
    await all
      .updateTable('response')
      // It has passed the schema when it was stored.
      .set(followUpValues(JSON.parse(record)))
      .where('id', '=', id)
      // A later revision has come with its own.
      .where('revision', '=', revision)
      .execute()
  }
  return rows.length < pageOfRows ? null : (rows.at(-1)?.id ?? null)
}
