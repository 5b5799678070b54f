import type { Kysely } from 'kysely'
import { emailKey, hasWaiting, type Person, storable, storedKey } from './person.ts'
import type { RecordQuery, StoredResponse } from './store.ts'
import type { Tables } from './tables.ts'

/** The form in which a person's value is compared. */
export function keyOf({ by, value }: Person): string {
  if (by === 'id') return value
  if (by === 'email') return emailKey(value)
  // A value that is no valid key is never stored and must find nothing, least of all rows without a key.
  return storedKey(value) ?? storable(value)
}

/** The sites that hold something about a person, sorted. */
export async function sitesOf(db: Kysely<Tables>, person: Person): Promise<string[]> {
  const key = keyOf(person)
  const answered = await db
    .selectFrom('response')
    .select('site')
    .distinct()
    .where(person.by, '=', key)
    .execute()
  const waiting = hasWaiting(person)
    ? await db.selectFrom('next_visit').select('site').distinct().where(person.by, '=', key).execute()
    : []
  return [...new Set([...answered, ...waiting].map(({ site }) => site))].sort()
}

/** A page of records, sorted by id. */
export async function recordsOf(
  db: Kysely<Tables>,
  { person, site = person?.site, survey, after = '', limit }: RecordQuery,
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
