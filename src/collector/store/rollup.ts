import { type CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely'
import type { Segment } from '../../report/api/segments.ts'
import { declaredSegments } from './declare-segments.ts'
import { type CountedRow, countColumns, countedColumns, keyColumns, RollupChanges } from './rollup-rows.ts'
import type { RowsOf } from './rows-of.ts'
import type { Tables } from './tables.ts'
import { isDeclared, isDeclaredIn } from './undeclared.ts'
import { type CountsAs, countsAs } from './which-counts.ts'

/** What a database needs told for several to count in it at once. */
export interface RollupEngine {
  /** A list of rows, handed over as one value: the statement is the same however many there are. */
  rowsOf: RowsOf
  /** Which of the rows that count the same this collector counts in. */
  shard: number
  /**
   * A statement costs no way to a server: one for each row of the rollup, which is ready before, takes a third of the time
   * of one that reads them all out of a list.
   */
  isInProcess: boolean
  /** Until the transaction ends, the rollup is filled no further. */
  holdFill(all: Kysely<Tables>): Promise<void>
  /** Until the transaction ends, nobody else counts. */
  holdCounting(all: Kysely<Tables>): Promise<void>
  /**
   * Until the transaction ends, nobody else changes these responses. Resolves with those of them that are held: any other
   * isn't there, or came later.
   */
  holdResponses(all: Kysely<Tables>, ids: readonly string[]): Promise<readonly string[]>
  /** Until the transaction ends, nobody else decides which of these groups' responses count. */
  holdGroups(all: Kysely<Tables>, groups: readonly string[]): Promise<void>
}

/** Responses that change: how they were, and how they are to be. Who is in one list only comes or goes. */
export interface ResponseChanges {
  leaving: readonly CountedRow[]
  entering: readonly CountedRow[]
}

/** How the rollup counts now; to be asked first in a transaction. */
export interface Counting {
  /** Until where it counts, a response's id; null: everything. */
  until: string | null
  /** What the operator has responses told apart by, besides what they always are. */
  declared: readonly Segment[]
}

/**
 * Keeps the rollup to what counts, within the transaction that changes the responses. Which response of several speaks
 * for a ref depends on the others; so besides those that change, it looks at the one in each of their groups that stands
 * first among the rest, and at no others.
 */
export interface Rollup {
  begin(all: Kysely<Tables>): Promise<Counting>
  /** The same, and until the transaction ends nobody else counts. */
  beginAlone(all: Kysely<Tables>): Promise<Counting>
  /** Changes the rollup as the responses will have changed; the responses themselves must not have been changed yet. */
  apply(all: Kysely<Tables>, changes: ResponseChanges, counting: Counting): Promise<void>
  /** Counts the next responses that were there before the rollup was. The last one's id, or null after the last. */
  fill(all: Kysely<Tables>, after: string): Promise<string | null>
}

/** Responses at a time: while they are being counted, new ones wait. */
const pageOfRows = 500

export function createRollup(engine: RollupEngine): Rollup {
  const { rowsOf } = engine

  /** The one of each group that stands first, without these responses. */
  const firstOf = async (
    all: Kysely<Tables>,
    groups: Groups,
    without: readonly string[],
    until: string | null,
  ): Promise<CountedRow[]> => {
    const apart = rowsOf(without.map(id => [id]))
    const rest = sql`
      one.id not in (select value ->> 0 from ${apart}) and ${isDeclaredIn('one')}
      ${until === null ? sql`` : sql`and one.id <= ${until}`}
      order by one.standing desc, one.given_at desc, one.id desc
      limit 1`
    const found: string[] = []
    for (const kind of kinds) {
      const wanted = [...groups.values()].filter(group => group.kind === kind)
      if (wanted.length === 0) continue
      // Each is found by an index, which has them in the order that they stand in.
      const columns = groupColumns[kind]
      const { rows } = await sql<{ id: string | null }>`
        with wanted as (select ${sql.join(columns.map(selected))} from ${rowsOf(wanted.map(({ values }) => values))})
        select (select one.id from response as one
          where ${sql.join(columns.map(same), sql` and `)} and ${rest}) as id
        from wanted`.execute(all)
      found.push(...rows.flatMap(({ id }) => id ?? []))
    }
    if (found.length === 0) return []
    // By a statement of their own: joined to them, PostgreSQL takes the groups for many and reads every response.
    return all
      .selectFrom('response')
      .select(countedColumns)
      .where('id', 'in', [...new Set(found)])
      .execute()
  }

  const count = async (
    all: Kysely<Tables>,
    { leaving, entering }: ResponseChanges,
    { until, declared }: Counting,
  ): Promise<void> => {
    const changing = [...leaving, ...entering]
    if (changing.length === 0) return
    const groups = groupsOf(changing)
    await engine.holdGroups(all, [...groups.keys()])
    const ids = [...new Set(changing.map(({ id }) => id))]
    const rest = await firstOf(all, groups, ids, until)
    // Who stands first in one group may be beaten in another, which nothing of this changes.
    const others = groupsOf(rest)
    for (const name of groups.keys()) others.delete(name)
    await engine.holdGroups(all, [...others.keys()])
    const beyond = await firstOf(all, others, [], until)
    const changes = new RollupChanges(declared)
    judge([...leaving, ...rest], [...leaving, ...rest, ...beyond], (row, as) => changes.add(row, as, -1))
    judge([...entering, ...rest], [...entering, ...rest, ...beyond], (row, as) => changes.add(row, as, 1))
    await add(all, changes)
  }

  const apply: Rollup['apply'] = (all, { leaving, entering }, counting) => {
    const { until } = counting
    const isIn = ({ id }: CountedRow) => until === null || id <= until
    return count(all, { leaving: leaving.filter(isIn), entering: entering.filter(isIn) }, counting)
  }

  let addOne: CompiledQuery | null = null

  const add = async (all: Kysely<Tables>, changes: RollupChanges): Promise<void> => {
    const rows = changes.entries().map(({ key, counts }) => [...Object.values(key), engine.shard, ...counts])
    if (rows.length === 0) return
    if (!engine.isInProcess) {
      await adding(sql`select ${sql.join(valuesHandedOver)} from ${rowsOf(rows)} where true`).execute(all)
      return
    }
    addOne ??= adding(sql`values (${sql.join(rollupColumns.map(() => null))})`).compile(all)
    for (const parameters of rows) await all.executeQuery({ ...addOne, parameters })
  }

  return {
    async begin(all) {
      await engine.holdFill(all)
      return countingNow(all)
    },
    async beginAlone(all) {
      await engine.holdCounting(all)
      return countingNow(all)
    },
    apply,
    async fill(all, after) {
      await engine.holdCounting(all)
      const rows = await all
        .selectFrom('response')
        .select(countedColumns)
        .select(isDeclared.as('is_declared'))
        .where('id', '>', after)
        .orderBy('id')
        .limit(pageOfRows)
        .execute()
      const last = rows.at(-1)
      if (last === undefined) return null
      const entering = rows.filter(({ is_declared }) => Boolean(is_declared))
      // Of the rest only what has been counted before: what comes later is counted beside these.
      await count(all, { leaving: [], entering }, { until: after, declared: await declaredSegments(all) })
      return last.id
    },
  }
}

const rollupKey = [...keyColumns, 'shard'] as const
const rollupColumns = [...rollupKey, ...countColumns] as const

const isText: ReadonlySet<string> = new Set(['segment', 'value', 'site', 'survey', 'kind', 'state'])

/** A row of the rollup, as it stands in a list of rows that is handed over. */
const valuesHandedOver = rollupColumns.map((column, place) =>
  isText.has(column)
    ? sql`value ->> ${sql.lit(place)}`
    : sql`cast(value ->> ${sql.lit(place)} as ${sql.raw(column === 'day' ? 'integer' : 'bigint')})`,
)

/** Adds rows to those of the same key. */
function adding(rows: RawBuilder<unknown>): RawBuilder<unknown> {
  const sums = countColumns.map(
    column => sql`${sql.ref(column)} = ${sql.ref(`rollup.${column}`)} + ${sql.ref(`excluded.${column}`)}`,
  )
  return sql`
    insert into rollup (${sql.join(rollupColumns.map(column => sql.ref(column)))}) ${rows}
    on conflict (${sql.join(rollupKey.map(column => sql.ref(column)))}) do update set ${sql.join(sums)}`
}

/** Both by one statement: every commit asks for them. */
async function countingNow(all: Kysely<Tables>): Promise<Counting> {
  const { rows } = await sql<{ what: string; told: string }>`
    select 'until' as what, after as told from fill where name = 'rollup'
    union all select 'declared' as what, segment as told from counted_segment`.execute(all)
  const told = (what: string) => rows.filter(row => row.what === what).map(row => row.told)
  return { until: told('until')[0] ?? null, declared: told('declared') as Segment[] }
}

/** Those who vote for the same ref, or for the same signed subject. */
const kinds = ['ref', 'subject'] as const

interface Group {
  kind: (typeof kinds)[number]
  /** What its responses have in {@link groupColumns}. */
  values: readonly (string | number)[]
}

/** By their names. */
type Groups = Map<string, Group>

const groupColumns = {
  ref: ['site', 'survey', 'trigger_name', 'ref', 'test', 'self_selected'],
  subject: ['site', 'subject', 'test', 'self_selected'],
} as const

const isNumber: ReadonlySet<string> = new Set(['test', 'self_selected'])

/** One of a group's columns, as the rows that are handed over have it. */
const selected = (column: string, place: number) =>
  isNumber.has(column)
    ? sql`cast(value ->> ${sql.lit(place)} as integer) as ${sql.ref(column)}`
    : sql`value ->> ${sql.lit(place)} as ${sql.ref(column)}`

const same = (column: string) => sql`${sql.ref(`one.${column}`)} = ${sql.ref(`wanted.${column}`)}`

function groupsOf(rows: readonly CountedRow[]): Groups {
  return new Map(rows.flatMap(row => [...groupsOfOne(row)]))
}

function groupsOfOne(row: CountedRow): Groups {
  const groups = kinds.flatMap(kind => {
    const values = groupColumns[kind].map(column => row[column])
    // One that is in no such group has no value there.
    return values.every(value => value !== null) ? [{ kind, values }] : []
  })
  return new Map(groups.map(group => [JSON.stringify([group.kind, ...group.values]), group]))
}

/** Tells what each of these counts as, beside all of those that share a group with it. */
function judge(
  rows: readonly CountedRow[],
  all: readonly CountedRow[],
  tell: (row: CountedRow, as: CountsAs) => void,
): void {
  const groups = new Map<string, string[]>()
  const mates = new Map<string, CountedRow[]>()
  for (const row of new Map(all.map(one => [one.id, one])).values()) {
    const names = [...groupsOfOne(row).keys()]
    groups.set(row.id, names)
    for (const name of names) {
      const group = mates.get(name)
      if (group) group.push(row)
      else mates.set(name, [row])
    }
  }
  for (const row of new Map(rows.map(one => [one.id, one])).values()) {
    const beside = (groups.get(row.id) ?? []).flatMap(name => mates.get(name) ?? [])
    tell(row, countsAs(row, beside))
  }
}
