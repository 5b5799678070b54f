import { type CompiledQuery, type Expression, type Kysely, sql } from 'kysely'
import { supersedes } from './revision.ts'
import type { Rollup } from './rollup.ts'
import { type CountedRow, countedColumns } from './rollup-rows.ts'
import { forget, keepApart, type Sorted } from './surveys.ts'
import type { ResponseTable, Tables } from './tables.ts'
import { Overtaken, type Transact } from './transact.ts'
import { isDeclared } from './undeclared.ts'

/** Stores rows and counts them, in one transaction: they are durable as a whole, or not there. */
export type WriteResponses = (sorted: Pick<Sorted, 'known' | 'undeclared'>) => Promise<void>

interface Setting {
  rollup: Rollup
  transact: Transact
  /** Whether others may change the same rows at the same time. */
  lockRows: boolean
}

export function createWriter(db: Kysely<Tables>, { rollup, transact, lockRows }: Setting): WriteResponses {
  const statements = createStatements(db)

  const write = async (all: Kysely<Tables>, { known, undeclared }: Parameters<WriteResponses>[0]) => {
    const rows = inOrder([...known, ...undeclared])
    const until = await rollup.begin(all)
    const kept = await keptOf(all, rows, lockRows)
    const arriving = rows.filter(row => {
      const before = kept.get(row.id)
      return before === undefined || supersedes(row, before)
    })
    const arrived = new Set(arriving)
    await rollup.apply(
      all,
      {
        leaving: arriving.flatMap(({ id }) => {
          const before = kept.get(id)
          return before?.isDeclared ? [before] : []
        }),
        entering: known.filter(row => arrived.has(row)),
      },
      until,
    )
    const fresh = arriving.filter(({ id }) => !kept.has(id))
    if ((await statements.insert(all, fresh)) < fresh.length) throw new Overtaken()
    await statements.upsert(
      all,
      arriving.filter(({ id }) => kept.has(id)),
    )
    const declared = known.filter(row => arrived.has(row) && kept.get(row.id)?.isDeclared === false)
    await forget(
      all,
      declared.map(({ id }) => id),
    )
    await keepApart(
      all,
      undeclared.filter(row => arrived.has(row)),
    )
  }

  return async sorted => {
    if (sorted.known.length + sorted.undeclared.length > 0) await transact(all => write(all, sorted))
  }
}

/** By their ids: two collectors that store the same rows in one order never wait for each other in a circle. */
const inOrder = (rows: readonly ResponseTable[]): ResponseTable[] =>
  [...rows].sort((one, other) => (one.id < other.id ? -1 : 1))

interface Kept extends CountedRow {
  revision: number
  isDeclared: boolean
}

/** What is stored of these, and stays so until the transaction ends. */
async function keptOf(
  all: Kysely<Tables>,
  rows: readonly ResponseTable[],
  lockRows: boolean,
): Promise<Map<string, Kept>> {
  const found = await all
    .selectFrom('response')
    .select([...countedColumns, 'revision'])
    .select(isDeclared.as('is_declared'))
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('id')
    .$if(lockRows, query => query.forUpdate())
    .execute()
  return new Map(
    found.map(({ is_declared, ...row }) => [row.id, { ...row, isDeclared: Boolean(is_declared) }]),
  )
}

interface Statements {
  /** How many were not there yet, and are now. */
  insert(all: Kysely<Tables>, rows: readonly ResponseTable[]): Promise<number>
  /** Replaces what they supersede. */
  upsert(all: Kysely<Tables>, rows: readonly ResponseTable[]): Promise<void>
}

/**
 * Building a statement takes as long as running it, and all of one size are alike but for their values, so each size is
 * built once.
 */
function createStatements(db: Kysely<Tables>): Statements {
  const run = (build: (rows: number) => CompiledQuery) => {
    const built = new Map<number, CompiledQuery>()
    return async (all: Kysely<Tables>, rows: readonly ResponseTable[]) => {
      const query = built.get(rows.length) ?? build(rows.length)
      built.set(rows.length, query)
      return all.executeQuery({
        ...query,
        parameters: rows.flatMap(row => columns.map(column => row[column])),
      })
    }
  }
  const insert = run(rows =>
    valuesOf(db, rows)
      .onConflict(conflict => conflict.column('id').doNothing())
      .returning('id')
      .compile(),
  )
  const upsert = run(rows =>
    valuesOf(db, rows)
      .onConflict(conflict =>
        conflict
          .column('id')
          .doUpdateSet(allExcluded)
          .whereRef('excluded.revision', '>', 'response.revision')
          .where('response.state', '<>', sql.lit('answered')),
      )
      .compile(),
  )
  return {
    insert: async (all, rows) => (rows.length === 0 ? 0 : (await insert(all, rows)).rows.length),
    async upsert(all, rows) {
      if (rows.length > 0) await upsert(all, rows)
    },
  }
}

/** An insertion of so many rows; its parameters are the rows' columns, one row after the other. */
function valuesOf(db: Kysely<Tables>, rows: number) {
  const row = sql`(${sql.join(columns.map(() => null))})`
  return db
    .insertInto('response')
    .columns(columns)
    .expression(sql`values ${sql.join(Array.from({ length: rows }, () => row))}`)
}

const replaced = [
  'revision',
  'site',
  'survey',
  'kind',
  'state',
  'test',
  'self_selected',
  'trigger_name',
  'trigger_source',
  'ref',
  'verified',
  'standing',
  'score',
  'reason',
  'locale',
  'page_url',
  'asked_at',
  'scored_at',
  'ended_at',
  'given_at',
  'received_at',
  'record',
  'respondent',
  'visitor',
  'email',
  'implausible',
  'respondent_verified',
  'opted_out',
  'subject',
] as const satisfies (keyof ResponseTable)[]

const columns = ['id', ...replaced] as const

function allExcluded(): Record<(typeof replaced)[number], Expression<never>> {
  const entries = replaced.map(column => [column, sql<never>`${sql.ref(`excluded.${column}`)}`])
  // Object.fromEntries forgets the keys' names.
  return Object.fromEntries(entries) as Record<(typeof replaced)[number], Expression<never>>
}
