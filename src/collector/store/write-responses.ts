import { type CompiledQuery, type Expression, type Kysely, type QueryResult, type SqlBool, sql } from 'kysely'
import type { Complaint } from '../../protocol/complaint.ts'
import { type Arrival, arrivalOf } from './arrival.ts'
import type { Erasure } from './erasure.ts'
import { keepNotAsked } from './not-asked.ts'
import type { AlertRaiser } from './raise-alerts.ts'
import { longestJump, mergeRevisions } from './revision.ts'
import type { Rollup, RollupEngine } from './rollup.ts'
import type { ReceivedResponse } from './store.ts'
import { storedBefore } from './stored-before.ts'
import { declaredSince, markUndeclared, type Sorted, unmarkUndeclared } from './surveys.ts'
import type { ResponseTable, Tables } from './tables.ts'
import { keepTexts } from './text-index.ts'
import { Overtaken, type Transact } from './transact.ts'

/** A message that was not stored, and why. */
interface Refused {
  entry: ReceivedResponse
  complaint: Complaint
}

/**
 * Stores responses and counts them, in one transaction: all of them become durable, or none. Messages that would change
 * what a later message must not are left out and reported.
 */
export type WriteResponses = (sorted: Pick<Sorted, 'admitted' | 'undeclared'>) => Promise<Written>

interface Written {
  refused: Refused[]
  /** How many messages to the team were queued. */
  raised: number
}

interface Setting {
  rollup: Rollup
  transact: Transact
  engine: Pick<RollupEngine, 'rowsOf' | 'holdResponses' | 'isInProcess'>
  remaining: Erasure['remaining']
  alerts: Pick<AlertRaiser, 'raise'>
}

export function createWriter(
  db: Kysely<Tables>,
  { rollup, transact, engine, remaining, alerts }: Setting,
): WriteResponses {
  const statements = createStatements(db, engine)

  const write = async (all: Kysely<Tables>, { admitted, undeclared }: Parameters<WriteResponses>[0]) => {
    const counting = await rollup.begin(all)
    const held = await engine.holdResponses(all, [...new Set(admitted.map(({ record }) => record.id))])
    const stored = await storedBefore(all, held)
    // Asked while they are locked: an erasure either came before, and is on record, or comes after, and finds them.
    const wanted = await remaining(all, admitted)
    const { changed, refused } = mergeRevisions(
      wanted,
      new Map([...stored].map(([id, { record }]) => [id, record])),
    )
    const declared = await declaredSince(all, undeclared)
    const isUndeclared = (entry: ReceivedResponse) => undeclared.has(entry) && !declared.has(entry)
    const arriving = inOrder(
      changed.map(entry => arrivalOf(entry, stored.get(entry.record.id), isUndeclared(entry))),
    )
    await rollup.apply(
      all,
      {
        leaving: arriving.flatMap(({ before }) => before?.counted ?? []),
        entering: rowsOf(arriving.filter(({ isUndeclared }) => !isUndeclared)),
      },
      counting,
    )
    const fresh = arriving.filter(({ before }) => !before)
    const later = arriving.filter(({ before }) => before)
    // Fewer are stored than were counted only if another collector came first.
    if ((await statements.insert(all, rowsOf(fresh))) < fresh.length) throw new Overtaken()
    if ((await statements.upsert(all, rowsOf(later))) < later.length) throw new Overtaken()
    await keepTexts(all, engine.rowsOf, { fresh: rowsOf(fresh), later: rowsOf(later) })
    await keepNotAsked(
      all,
      arriving.map(({ row, before }) => ({ row, before: before?.record })),
    )
    const counted = arriving.filter(({ isUndeclared, before }) => !isUndeclared && before && !before.counted)
    await unmarkUndeclared(
      all,
      counted.map(({ row }) => row.id),
    )
    await markUndeclared(all, rowsOf(arriving.filter(({ isUndeclared }) => isUndeclared)))
    const alertable = arriving.filter(({ isUndeclared, entry }) => !isUndeclared && !entry.isPast)
    const raised = await alerts.raise(
      all,
      alertable.map(({ entry: { record, receivedAt }, before }) => ({
        record,
        receivedAt,
        before: before?.record,
      })),
    )
    return { refused, raised }
  }

  return async sorted =>
    sorted.admitted.length === 0 ? { refused: [], raised: 0 } : transact(all => write(all, sorted))
}

const rowsOf = (arrivals: readonly Arrival[]) => arrivals.map(({ row }) => row)

/** Sorted by id: two collectors that store the same rows in the same order never deadlock. */
const inOrder = (arrivals: readonly Arrival[]): Arrival[] =>
  [...arrivals].sort((one, other) => (one.row.id < other.row.id ? -1 : 1))

/** SQLite takes 32,766 values per statement, and each column of each row is one. */
const rowsAtOnce = 500

interface Statements {
  /** Returns how many were new. */
  insert(all: Kysely<Tables>, rows: readonly ResponseTable[]): Promise<number>
  /** Replaces the rows they supersede. Returns how many. */
  upsert(all: Kysely<Tables>, rows: readonly ResponseTable[]): Promise<number>
}

/** Statements for many rows at once; each is built once, since building takes as long as running. */
function createStatements(
  db: Kysely<Tables>,
  { isInProcess }: Pick<RollupEngine, 'isInProcess'>,
): Statements {
  const run = isInProcess ? byValues : byColumns
  const insert = run(rows =>
    insertionOf(db, rows)
      .onConflict(conflict => conflict.column('id').doNothing())
      .returning('id')
      .compile(),
  )
  const upsert = run(rows =>
    insertionOf(db, rows)
      .onConflict(conflict =>
        conflict
          .column('id')
          .doUpdateSet(allExcluded)
          .whereRef('excluded.revision', '>', 'response.revision')
          .where('response.state', '<>', sql.lit('answered'))
          // The row has been checked and is locked, so this is always true; if it were not, somebody else's answer would be
          // at stake.
          // The ref is left out: a row from before refs had one spelling may still have another.
          .whereRef('excluded.site', '=', 'response.site')
          .whereRef('excluded.survey', '=', 'response.survey')
          .whereRef('excluded.trigger_name', '=', 'response.trigger_name')
          .where(sql<SqlBool>`excluded.revision - response.revision <= ${sql.lit(longestJump)}`),
      )
      .returning('id')
      .compile(),
  )
  const inPieces =
    (statement: typeof insert) => async (all: Kysely<Tables>, rows: readonly ResponseTable[]) => {
      let stored = 0
      for (let from = 0; from < rows.length; from += rowsAtOnce) {
        stored += (await statement(all, rows.slice(from, from + rowsAtOnce))).rows.length
      }
      return stored
    }
  return { insert: inPieces(insert), upsert: inPieces(upsert) }
}

/** Fills rows into a statement that was built with placeholders. */
type RowsIntoStatement = (
  build: (rows: Expression<unknown>) => CompiledQuery,
) => (all: Kysely<Tables>, rows: readonly ResponseTable[]) => Promise<QueryResult<unknown>>

/** Each value a parameter: the fastest if no server has to parse the statement; one is built for each size. */
const byValues: RowsIntoStatement = build => {
  const built = new Map<number, CompiledQuery>()
  const row = sql`(${sql.join(columns.map(() => null))})`
  return async (all, rows) => {
    const query = built.get(rows.length) ?? build(sql`values ${sql.join(rows.map(() => row))}`)
    built.set(rows.length, query)
    return all.executeQuery({ ...query, parameters: rows.flatMap(row => columns.map(column => row[column])) })
  }
}

/**
 * Each column a parameter, as the list of its values. The statement is always the same, and a server reads lists in half
 * the time of JSON, which it would have to parse, and to copy whole for every step of its plan.
 */
const byColumns: RowsIntoStatement = build => {
  const lists = columns.map(column => sql`cast(${null} as ${sql.raw(columnTypes[column])}[])`)
  const query = build(sql`select * from unnest(${sql.join(lists)})`)
  return async (all, rows) =>
    all.executeQuery({ ...query, parameters: columns.map(column => rows.map(row => row[column])) })
}

const insertionOf = (db: Kysely<Tables>, rows: Expression<unknown>) =>
  db.insertInto('response').columns(columns).expression(rows)

/** The PostgreSQL type of the values in each column. */
const columnTypes: {
  [Column in keyof ResponseTable]: ResponseTable[Column] extends number | null
    ? 'bigint' | 'double precision'
    : 'text'
} = {
  id: 'text',
  revision: 'bigint',
  site: 'text',
  survey: 'text',
  kind: 'text',
  state: 'text',
  test: 'bigint',
  self_selected: 'bigint',
  trigger_name: 'text',
  trigger_source: 'text',
  ref: 'text',
  verified: 'bigint',
  standing: 'bigint',
  score: 'bigint',
  reason: 'text',
  locale: 'text',
  page_url: 'text',
  asked_at: 'bigint',
  scored_at: 'bigint',
  ended_at: 'bigint',
  given_at: 'bigint',
  received_at: 'bigint',
  record: 'text',
  respondent: 'text',
  visitor: 'text',
  email: 'text',
  implausible: 'text',
  respondent_verified: 'bigint',
  opted_out: 'bigint',
  subject: 'text',
  segmented: 'bigint',
  device: 'text',
  product: 'text',
  department: 'text',
  team: 'text',
  agent: 'text',
  value_band: 'text',
  load_band: 'text',
  worth: 'double precision',
  last_contact: 'text',
  may_contact: 'bigint',
}

// Object.keys and Object.fromEntries lose the types of the keys.
const columns = Object.keys(columnTypes) as (keyof ResponseTable)[]

type Replaced = Exclude<keyof ResponseTable, 'id'>

function allExcluded(): Record<Replaced, Expression<never>> {
  const entries = columns
    .filter(column => column !== 'id')
    .map(column => [column, sql<never>`${sql.ref(`excluded.${column}`)}`])
  return Object.fromEntries(entries) as Record<Replaced, Expression<never>>
}
