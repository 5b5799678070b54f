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
 * Work that migrations leave to do on older responses, a batch at a time, while answers keep being accepted. Each fill is a
 * row in the table `fill` that says how far it has come; the last batch removes the row.
 *
 * The function does the batch after the response `after`, and returns the last id of the batch, or null if it was the last
 * batch.
 */
export type Fill = (all: Kysely<Tables>, after: string) => Promise<string | null>

/** Responses per batch; new ones wait while a batch is being filled in. */
const pageOfRows = 250

/** Registers a fill, from the first response on; if there are no responses there is nothing to do. */
export async function leaveToFill(db: Kysely<Tables>, name: string): Promise<void> {
  const first = await db.selectFrom('response').select('id').limit(1).executeTakeFirst()
  if (first === undefined) return
  await db
    .insertInto('fill')
    .values({ name, after: '' })
    .onConflict(conflict => conflict.column('name').doUpdateSet({ after: '' }))
    .execute()
}

/** Whether this fill is still going on. */
export const isFilling = async (db: Kysely<Tables>, name: string): Promise<boolean> =>
  (await filledUntil(db, name)) !== null

/** How far a fill has come: the last id done; null if it is complete. */
export async function filledUntil(db: Kysely<Tables>, name: string): Promise<string | null> {
  const row = await db.selectFrom('fill').select('after').where('name', '=', name).executeTakeFirst()
  return row?.after ?? null
}

/** Fills in one batch; false if nothing is left. A batch is done wholly or not at all, and the row in `fill` knows which. */
export async function fillSome(transact: Transact, fills: Readonly<Record<string, Fill>>): Promise<boolean> {
  return transact(async all => {
    // Updated first, so that several collectors wait for each other's batches.
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
 * Fills in what responses are found and counted by, for those stored when only the record had it, or had it in another
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

/** In one statement: one per row would take a round trip to the server each. */
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
  // A later revision brings its own values.
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

/** What `rowOf` would give the response if it came now. */
function foundIn({ record, verified, respondent_verified, given_at, received_at }: ResponseTable) {
  // Not checked: it passed the schema when it was stored.
  const stored: ResponseRecord = JSON.parse(record)
  const { ref, source, signature } = stored.trigger
  // A link without a ref was verified by its own signature or by the respondent's.
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
