import { type Kysely, sql } from 'kysely'
import type { ResponseRecord } from '../../protocol/response.ts'
import { implausibleTiming } from '../implausible-timing.ts'
import { personKeys, storedKey } from './person.ts'
import type { Rollup } from './rollup.ts'
import type { RowsOf } from './rows-of.ts'
import type { ResponseTable, Tables } from './tables.ts'
import type { Transact } from './transact.ts'
import { isDeclared } from './undeclared.ts'
import { subjectOf } from './which-counts.ts'

/**
 * What migrations leave to be filled in of the responses that were there before: a batch at a time, while answers are
 * taken. A fill is a row in the table `fill`, which says how far it has come; with the last batch the row goes.
 *
 * Does the batch after a response; the last one's id, or null after the last.
 */
export type Fill = (all: Kysely<Tables>, after: string) => Promise<string | null>

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
export const isFilling = async (db: Kysely<Tables>, name: string): Promise<boolean> =>
  (await filledUntil(db, name)) !== null

/** How far a fill has come: the last id; null where it is done. */
export async function filledUntil(db: Kysely<Tables>, name: string): Promise<string | null> {
  const row = await db.selectFrom('fill').select('after').where('name', '=', name).executeTakeFirst()
  return row?.after ?? null
}

/** Fills in one batch of what is left; false where nothing is. What was filled is there or not there, and the row knows. */
export async function fillSome(transact: Transact, fills: Readonly<Record<string, Fill>>): Promise<boolean> {
  return transact(async all => {
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
 * spelling.
 */
export async function fillPeople(
  db: Kysely<Tables>,
  after: string,
  { rollup, rowsOf }: { rollup: Rollup; rowsOf: RowsOf },
): Promise<string | null> {
  const counting = await rollup.beginAlone(db)
  const rows = await db
    .selectFrom('response')
    .selectAll()
    .select(isDeclared.as('is_declared'))
    .where('id', '>', after)
    .orderBy('id')
    .limit(pageOfRows)
    .execute()
  const changes = rows.flatMap(row => {
    const found = foundIn(row)
    return isThere(found, row) ? [] : [{ row, found }]
  })
  const counted = changes.filter(({ row }) => Boolean(row.is_declared))
  await rollup.apply(
    db,
    {
      leaving: counted.map(({ row }) => row),
      entering: counted.map(({ row, found }) => ({ ...row, ...found })),
    },
    counting,
  )
  await change(db, changes, rowsOf)
  return rows.length < pageOfRows ? null : (rows.at(-1)?.id ?? null)
}

type Found = ReturnType<typeof foundIn>

/** All in one statement: one for each takes a way to the server each. */
async function change(
  db: Kysely<Tables>,
  changes: readonly { row: ResponseTable; found: Found }[],
  rowsOf: RowsOf,
): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map(({ row, found }) => [
    row.id,
    row.revision,
    ...filledColumns.map(column => found[column]),
  ])
  const columns = filledColumns.map(
    (column, place) => sql`value ->> ${sql.lit(place + 2)} as ${sql.ref(column)}`,
  )
  const sets = filledColumns.map(column => sql`${sql.ref(column)} = ${sql.ref(`found.${column}`)}`)
  // A later revision has come with its own.
  await sql`
    update response set ${sql.join(sets)}
    from (
      select value ->> 0 as id, cast(value ->> 1 as bigint) as revision, ${sql.join(columns)} from ${rowsOf(rows)}
    ) as found
    where response.id = found.id and response.revision = found.revision`.execute(db)
}

const filledColumns = [
  'respondent',
  'visitor',
  'email',
  'implausible',
  'ref',
  'subject',
] as const satisfies readonly (keyof Found)[]

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
