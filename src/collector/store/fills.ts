import { type Kysely, sql } from 'kysely'
import type { ResponseRecord } from '../../protocol/response.ts'
import { implausibleTiming } from '../implausible-timing.ts'
import { personKeys, storedKey } from './person.ts'
import type { ResponseTable, Tables } from './tables.ts'
import { subjectOf } from './which-counts.ts'

/**
 * What migrations leave to be filled in of the responses that were there before: a batch at a time, while answers are
 * taken. A fill is a row in the table `fill`, which says how far it has come; with the last batch the row goes.
 */
const fills: Readonly<Record<string, (db: Kysely<Tables>, after: string) => Promise<string | null>>> = {
  people: fillPeople,
}

/** Responses at a time: while they are being filled, new ones wait. */
const pageOfRows = 250

/** Leaves something to be filled in, from the first response on; where there is none there is nothing to fill. */
export async function leaveToFill(db: Kysely<Tables>, name: string): Promise<void> {
  const first = await db.selectFrom('response').select('id').limit(1).executeTakeFirst()
  if (first === undefined) return
  await db
    .insertInto('fill')
    .values({ name, after: '' })
    .onConflict(conflict => conflict.column('name').doUpdateSet({ after: '' }))
    .execute()
}

/** Whether something is still being filled in. */
export async function isFilling(db: Kysely<Tables>, name: string): Promise<boolean> {
  const row = await db.selectFrom('fill').select('name').where('name', '=', name).executeTakeFirst()
  return row !== undefined
}

/** Fills in one batch of what is left; false where nothing is. What was filled is there or not there, and the row knows. */
export async function fillSome(db: Kysely<Tables>): Promise<boolean> {
  return db.transaction().execute(async all => {
    // Changed first, so that of several collectors each waits for the other's batch.
    const open = await all
      .updateTable('fill')
      .set({ after: sql`${sql.ref('after')}` })
      .where('name', 'in', Object.keys(fills))
      .returning(['name', 'after'])
      .execute()
    const [next] = open
    if (next === undefined) return false
    const reached = (await fills[next.name]?.(all, next.after)) ?? null
    if (reached === null) await all.deleteFrom('fill').where('name', '=', next.name).execute()
    else await all.updateTable('fill').set({ after: reached }).where('name', '=', next.name).execute()
    return true
  })
}

/**
 * What a response is found and counted by, for those from the time when only the record said so, or said it in another
 * spelling. The last id, or null after the last.
 */
async function fillPeople(db: Kysely<Tables>, after: string): Promise<string | null> {
  const rows = await db
    .selectFrom('response')
    .selectAll()
    .where('id', '>', after)
    .orderBy('id')
    .limit(pageOfRows)
    .execute()
  for (const row of rows) {
    const found = foundIn(row)
    if (isThere(found, row)) continue
    // A later revision has come with its own.
    await db
      .updateTable('response')
      .set(found)
      .where('id', '=', row.id)
      .where('revision', '=', row.revision)
      .execute()
  }
  return rows.length < pageOfRows ? null : (rows.at(-1)?.id ?? null)
}

/** What `rowOf` gives a response that comes now. */
function foundIn({ record, verified, respondent_verified, given_at, received_at }: ResponseTable) {
  // It has passed the schema when it was stored.
  const stored: ResponseRecord = JSON.parse(record)
  const { ref, source, signature } = stored.trigger
  // A link without a ref was verified by its own signature, or by the respondent's.
  const isTriggerSigned = storedKey(ref) !== null || (source === 'link' && !!signature)
  const vouched = {
    trigger: verified === 1 && isTriggerSigned,
    respondent: respondent_verified === 1 || (verified === 1 && !isTriggerSigned),
  }
  return {
    ...personKeys(stored),
    implausible: implausibleTiming(stored),
    ref: storedKey(ref),
    subject: subjectOf(stored, vouched, { givenAt: given_at, receivedAt: received_at }),
  }
}

const isThere = (found: Partial<ResponseTable>, row: ResponseTable): boolean =>
  Object.entries(found).every(([column, value]) => row[column as keyof ResponseTable] === value)
