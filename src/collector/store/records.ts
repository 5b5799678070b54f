import type { Kysely } from 'kysely'
import { emailKey, type Person, storable, storedKey } from './person.ts'
import type { RecordQuery, StoredResponse } from './store.ts'
import type { Tables } from './tables.ts'

/** What a person's value is compared with. */
export function keyOf({ by, value }: Person): string {
  if (by === 'id') return value
  if (by === 'email') return emailKey(value)
  // What is no key is kept nowhere, and finds nothing: least of all what is kept without one.
  return storedKey(value) ?? storable(value)
}

/** A page of records, by their ids. */
export async function recordsOf(
  db: Kysely<Tables>,
  { site, survey, person, after = '', limit }: RecordQuery,
): Promise<StoredResponse[]> {
  const rows = await db
    .selectFrom('response')
    .select(['id', 'record', 'received_at', 'verified', 'implausible'])
    .where('id', '>', after)
    .$if(site !== undefined, query => query.where('site', '=', site ?? ''))
    .$if(survey !== undefined, query => query.where('survey', '=', survey ?? ''))
    .$if(person !== undefined, query => (person ? query.where(person.by, '=', keyOf(person)) : query))
    .orderBy('id')
    .limit(limit)
    .execute()

  return rows.map(row => ({
    id: row.id,
    json: row.record,
    receivedAt: Number(row.received_at),
    verified: row.verified === 1,
    implausible: row.implausible,
  }))
}
