import { type CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely'
import type { Segment } from '../../report/api/segments.ts'
import { declaredSegments } from './declare-segments.ts'
import { type CountedRow, countColumns, countedColumns, keyColumns, RollupChanges } from './rollup-rows.ts'
import type { RowsOf } from './rows-of.ts'
import type { Tables } from './tables.ts'
import { isDeclared, isDeclaredIn } from './undeclared.ts'
import { type CountsAs, countsAs } from './which-counts.ts'

/** What counting needs to know about a database, so that several collectors can count at once. */
export interface RollupEngine {
  /** A list of rows, passed as one value: the statement is the same however many there are. */
  rowsOf: RowsOf
  /** Which of the rows that count the same thing this collector uses. */
  shard: number
  /**
   * Whether statements run in this process, with no round trip to a server: then one prepared statement per row of the
   * rollup takes a third of the time of one that reads all rows from a list.
   */
  isInProcess: boolean
  /** Keeps the rollup from being filled further until the transaction ends. */
  holdFill(all: Kysely<Tables>): Promise<void>
  /** Keeps others from counting until the transaction ends. */
  holdCounting(all: Kysely<Tables>): Promise<void>
  /**
   * Locks these responses until the transaction ends. Resolves with the ids that are locked: any other doesn't exist, or
   * came later.
   */
  holdResponses(all: Kysely<Tables>, ids: readonly string[]): Promise<readonly string[]>
  /** Keeps others, until the transaction ends, from deciding which of these groups' responses count. */
  holdGroups(all: Kysely<Tables>, groups: readonly string[]): Promise<void>
}

/** Responses that change, as they were and as they will be. One that is in only one of the lists comes or goes. */
export interface ResponseChanges {
  leaving: readonly CountedRow[]
  entering: readonly CountedRow[]
}

/** How the rollup counts now; ask for it first in a transaction. */
export interface Counting {
  /** The rollup counts up to this response id; null: everything. */
  until: string | null
  /** The segments the operator has declared, on top of the usual ones. */
  declared: readonly Segment[]
}

/**
 * Keeps the rollup equal to what counts, within the transaction that changes the responses. Which of several responses
 * speaks for a ref depends on the others, so besides the responses that change, it looks at the first of the rest in each
 * of their groups, and at no others.
 */
export interface Rollup {
  begin(all: Kysely<Tables>): Promise<Counting>
  /** The same, and keeps others from counting until the transaction ends. */
  beginAlone(all: Kysely<Tables>): Promise<Counting>
  /** Changes the rollup as the responses will change; call it before changing the responses themselves. */
  apply(all: Kysely<Tables>, changes: ResponseChanges, counting: Counting): Promise<void>
  /** Counts the next batch of responses older than the rollup. Returns the last id, or null after the last batch. */
  fill(all: Kysely<Tables>, after: string): Promise<string | null>
}

/** Responses per batch; new ones wait while a batch is being counted. */
const pageOfRows = 500

export function createRollup(engine: RollupEngine): Rollup {
  const { rowsOf } = engine

  /** The first of each group, leaving these responses out. */
  const firstOf = async (
    all: Kysely<Tables>,
    groups: Groups,
    without: readonly string[],
    until: string | null,
  ): Promise<CountedRow[]> => {
    const excluded = rowsOf(without.map(id => [id]))
    const rest = sql`
      candidate.id not in (select value ->> 0 from ${excluded}) and ${isDeclaredIn('candidate')}
      ${until === null ? sql`` : sql`and candidate.id <= ${until}`}
      order by candidate.standing desc, candidate.given_at desc, candidate.id desc
      limit 1`
    const found: string[] = []
    for (const kind of kinds) {
      const wanted = [...groups.values()].filter(group => group.kind === kind)
      if (wanted.length === 0) continue
      // Each is found through an index that has them in the order in which they rank.
      const columns = groupColumns[kind]
      const { rows } = await sql<{ id: string | null }>`
        with wanted as (select ${sql.join(columns.map(selected))} from ${rowsOf(wanted.map(({ values }) => values))})
        select (select candidate.id from response as candidate
          where ${sql.join(columns.map(same), sql` and `)} and ${rest}) as id
        from wanted`.execute(all)
      found.push(...rows.flatMap(({ id }) => id ?? []))
    }
    if (found.length === 0) return []
    // In a statement of its own: in a join, PostgreSQL overestimates the groups and reads every response.
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
    // A response that is first in one group may be beaten in another, which this doesn't change.
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
      // Of the rest only what has been counted before: later ones are counted against these.
      await count(all, { leaving: [], entering }, { until: after, declared: await declaredSegments(all) })
      return last.id
    },
  }
}

const rollupKey = [...keyColumns, 'shard'] as const
const rollupColumns = [...rollupKey, ...countColumns] as const

const isText: ReadonlySet<string> = new Set(['segment', 'value', 'site', 'survey', 'kind', 'state'])

/** A row of the rollup, as it is spelled in the list of rows passed. */
const valuesHandedOver = rollupColumns.map((column, place) =>
  isText.has(column)
    ? sql`value ->> ${sql.lit(place)}`
    : sql`cast(value ->> ${sql.lit(place)} as ${sql.raw(column === 'day' ? 'integer' : 'bigint')})`,
)

/** Adds rows to the existing ones with the same key. */
function adding(rows: RawBuilder<unknown>): RawBuilder<unknown> {
  const sums = countColumns.map(
    column => sql`${sql.ref(column)} = ${sql.ref(`rollup.${column}`)} + ${sql.ref(`excluded.${column}`)}`,
  )
  return sql`
    insert into rollup (${sql.join(rollupColumns.map(column => sql.ref(column)))}) ${rows}
    on conflict (${sql.join(rollupKey.map(column => sql.ref(column)))}) do update set ${sql.join(sums)}`
}

/** Both in one statement, since every commit asks for them. */
async function countingNow(all: Kysely<Tables>): Promise<Counting> {
  const { rows } = await sql<{ what: string; value: string }>`
    select 'until' as what, after as value from fill where name = 'rollup'
    union all select 'declared' as what, segment as value from counted_segment`.execute(all)
  const valuesOf = (what: string) => rows.filter(row => row.what === what).map(row => row.value)
  return { until: valuesOf('until')[0] ?? null, declared: valuesOf('declared') as Segment[] }
}

/** Groups of responses that vote for the same ref, or for the same signed subject. */
const kinds = ['ref', 'subject'] as const

interface Group {
  kind: (typeof kinds)[number]
  /** The values its responses have in {@link groupColumns}. */
  values: readonly (string | number)[]
}

/** By name. */
type Groups = Map<string, Group>

const groupColumns = {
  ref: ['site', 'survey', 'trigger_name', 'ref', 'test', 'self_selected'],
  subject: ['site', 'subject', 'test', 'self_selected'],
} as const

const isNumber: ReadonlySet<string> = new Set(['test', 'self_selected'])

/** One of a group's columns, as it is in the rows passed. */
const selected = (column: string, place: number) =>
  isNumber.has(column)
    ? sql`cast(value ->> ${sql.lit(place)} as integer) as ${sql.ref(column)}`
    : sql`value ->> ${sql.lit(place)} as ${sql.ref(column)}`

const same = (column: string) => sql`${sql.ref(`candidate.${column}`)} = ${sql.ref(`wanted.${column}`)}`

function groupsOf(rows: readonly CountedRow[]): Groups {
  return new Map(rows.flatMap(row => [...groupsOfOne(row)]))
}

function groupsOfOne(row: CountedRow): Groups {
  const groups = kinds.flatMap(kind => {
    const values = groupColumns[kind].map(column => row[column])
    // A response that is in no such group has no value there.
    return values.every(value => value !== null) ? [{ kind, values }] : []
  })
  return new Map(groups.map(group => [JSON.stringify([group.kind, ...group.values]), group]))
}

/** Says what each of these counts as, given all that share a group with it. */
function judge(
  rows: readonly CountedRow[],
  all: readonly CountedRow[],
  tell: (row: CountedRow, as: CountsAs) => void,
): void {
  const groups = new Map<string, string[]>()
  const mates = new Map<string, CountedRow[]>()
  for (const row of new Map(all.map(response => [response.id, response])).values()) {
    const names = [...groupsOfOne(row).keys()]
    groups.set(row.id, names)
    for (const name of names) {
      const group = mates.get(name)
      if (group) group.push(row)
      else mates.set(name, [row])
    }
  }
  for (const row of new Map(rows.map(response => [response.id, response])).values()) {
    const beside = (groups.get(row.id) ?? []).flatMap(name => mates.get(name) ?? [])
    tell(row, countsAs(row, beside))
  }
}
