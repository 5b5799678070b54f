import { type Kysely, sql } from 'kysely'
import { filledUntil } from './fills.ts'
import { type CountedRow, countColumns, countedColumns, keyColumns, RollupChanges } from './rollup-rows.ts'
import type { RowsOf } from './rows-of.ts'
import type { Tables } from './tables.ts'
import { isDeclared } from './undeclared.ts'
import { countsAs } from './which-counts.ts'

/** What a database needs told for several to count in it at once. */
export interface RollupEngine {
  /** A list of rows, handed over as one value: the statement is the same however many there are. */
  rowsOf: RowsOf
  /** Which of the rows that count the same this collector counts in. */
  shard: number
  /** Until the transaction ends, the rollup is filled no further. */
  holdFill(all: Kysely<Tables>): Promise<void>
  /** Until the transaction ends, nobody else counts. */
  holdCounting(all: Kysely<Tables>): Promise<void>
  /** Until the transaction ends, nobody else decides which of these groups' responses count. */
  holdGroups(all: Kysely<Tables>, groups: readonly string[]): Promise<void>
}

/** Responses that change: how they were, and how they are to be. Who is in one list only comes or goes. */
export interface ResponseChanges {
  leaving: readonly CountedRow[]
  entering: readonly CountedRow[]
}

/**
 * Keeps the rollup to what counts, within the transaction that changes the responses. Which response of several speaks
 * for a ref depends on the others; so besides those that change, it looks at the one in each of their groups that stands
 * first among the rest, and at no others.
 */
export interface Rollup {
  /** Until where the rollup counts; null: everything. To be asked first in a transaction. */
  begin(all: Kysely<Tables>): Promise<string | null>
  /** Changes the rollup as the responses will have changed; the responses themselves must not have been changed yet. */
  apply(all: Kysely<Tables>, changes: ResponseChanges, until: string | null): Promise<void>
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
    groups: readonly RefGroup[],
    without: readonly string[],
    until: string | null,
  ): Promise<CountedRow[]> => {
    if (groups.length === 0) return []
    const { rows } = await sql<CountedRow>`
      with wanted as (select
          value ->> 0 as site, value ->> 1 as survey, value ->> 2 as trigger_name, value ->> 3 as ref,
          cast(value ->> 4 as integer) as test, cast(value ->> 5 as integer) as self_selected
        from ${rowsOf(groups)}),
      apart as (select value ->> 0 as id from ${rowsOf(without.map(id => [id]))})
      select ${sql.join(countedColumns.map(column => sql.ref(`response.${column}`)))}
      from wanted join response on response.id = (
        select one.id from response as one
        where one.site = wanted.site and one.survey = wanted.survey and one.trigger_name = wanted.trigger_name
          and one.ref = wanted.ref and one.test = wanted.test and one.self_selected = wanted.self_selected
          and one.id not in (select id from apart)
          and not exists (select 1 from undeclared where undeclared.id = one.id)
          ${until === null ? sql`` : sql`and one.id <= ${until}`}
        order by one.standing desc, one.given_at desc, one.id desc
        limit 1)`.execute(all)
    return rows
  }

  const apply: Rollup['apply'] = async (all, changes, until) => {
    const isIn = ({ id }: CountedRow) => until === null || id <= until
    const leaving = changes.leaving.filter(isIn)
    const entering = changes.entering.filter(isIn)
    const changing = [...leaving, ...entering]
    if (changing.length === 0) return

    const groups = groupsOf(changing)
    await engine.holdGroups(all, [...groups.keys()])
    const ids = [...new Set(changing.map(({ id }) => id))]
    const rest = await firstOf(all, [...groups.values()], ids, until)
    await add(all, changesBetween([...leaving, ...rest], [...entering, ...rest]))
  }

  const add = async (all: Kysely<Tables>, changes: RollupChanges): Promise<void> => {
    const rows = changes.entries().map(({ key, counts }) => [...Object.values(key), engine.shard, ...counts])
    if (rows.length === 0) return
    const keys = [...keyColumns, 'shard'] as const
    const columns = [...keys, ...countColumns]
    const values = columns.map((column, place) =>
      isText.has(column)
        ? sql`value ->> ${sql.lit(place)}`
        : sql`cast(value ->> ${sql.lit(place)} as ${sql.raw(column === 'day' ? 'integer' : 'bigint')})`,
    )
    const sums = countColumns.map(
      column => sql`${sql.ref(column)} = ${sql.ref(`rollup.${column}`)} + ${sql.ref(`excluded.${column}`)}`,
    )
    await sql`
      insert into rollup (${sql.join(columns.map(column => sql.ref(column)))})
      select ${sql.join(values)} from ${rowsOf(rows)} where true
      on conflict (${sql.join(keys.map(column => sql.ref(column)))}) do update set ${sql.join(sums)}`.execute(
      all,
    )
  }

  return {
    async begin(all) {
      await engine.holdFill(all)
      return filledUntil(all, 'rollup')
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
      const groups = groupsOf(entering)
      const rest = await firstOf(all, [...groups.values()], [], after)
      await add(all, changesBetween(rest, [...entering, ...rest]))
      return last.id
    },
  }
}

const isText: ReadonlySet<string> = new Set(['segment', 'value', 'site', 'survey', 'kind', 'state'])

/** What finds all that one ref's responses are: its columns, in the order of the query that looks for them. */
type RefGroup = readonly (string | number)[]

function groupsOf(rows: readonly CountedRow[]): Map<string, RefGroup> {
  const groups = new Map<string, RefGroup>()
  for (const row of rows) {
    const group = groupOf(row)
    if (group) groups.set(JSON.stringify(group), group)
  }
  return groups
}

function groupOf({ site, survey, trigger_name, ref, test, self_selected }: CountedRow): RefGroup | null {
  return ref === null ? null : [site, survey, trigger_name, ref, test, self_selected]
}

/** What counts otherwise, once these are replaced by those. In each group, only who stands first matters. */
function changesBetween(before: readonly CountedRow[], after: readonly CountedRow[]): RollupChanges {
  const changes = new RollupChanges()
  for (const [rows, by] of [
    [before, -1],
    [after, 1],
  ] as const) {
    const groups = new Map<string, CountedRow[]>()
    for (const row of rows) {
      const group = groupOf(row)
      if (group === null) {
        changes.add(row, countsAs(row, []), by)
        continue
      }
      const name = JSON.stringify(group)
      groups.set(name, [...(groups.get(name) ?? []), row])
    }
    for (const group of groups.values()) for (const row of group) changes.add(row, countsAs(row, group), by)
  }
  return changes
}
