import type { Kysely } from 'kysely'
import type { ResponseRecord } from '../../protocol/response.ts'
import { mostValue } from './order-value.ts'
import { storable } from './person.ts'
import type { ResponseTable, Tables } from './tables.ts'

/** The fields that the list of follow-ups is sorted and filtered by, so that no query has to read each record. */
export type FollowUpValues = Pick<ResponseTable, 'worth' | 'last_contact' | 'may_contact'>

/** Stands for the worth if no order is known: below that of any order. */
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

/** Responses per batch; new ones wait while a batch is being filled in. */
const pageOfRows = 250

/** Fills in responses stored before these fields were. Returns the last id, or null after the last batch. */
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
      // Not checked: it passed the schema when it was stored.
      .set(followUpValues(JSON.parse(record)))
      .where('id', '=', id)
      // A later revision brings its own values.
      .where('revision', '=', revision)
      .execute()
  }
  return rows.length < pageOfRows ? null : (rows.at(-1)?.id ?? null)
}
