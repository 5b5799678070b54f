import type { Kysely } from 'kysely'
import { addEntry, countsAsIn, entryOf } from './counted-entry.ts'
import { declaredSegments } from './declare-segments.ts'
import { isFilling } from './fills.ts'
import { countedOf, type FollowingEngine, roundOf, undeclaredAmong } from './follow.ts'
import { type RollupCheck, rollupDifferences } from './rollup-check.ts'
import { countedColumns, RollupChanges } from './rollup-rows.ts'
import type { Tables } from './tables.ts'
import { firstOf, groupsOf, judge, rankedVoteOf } from './votes.ts'

/** Responses per page. */
const pageOfRows = 1000

/**
 * Does what `verifyRollups` does, in a database distributed over several machines, where there are no snapshots to read
 * from. Instead it keeps others from counting: each response that waits to be counted is taken as it was last counted,
 * every other as it is now. Answers are still accepted, and counted afterwards.
 *
 * Which response of a group is first is taken from the table of votes.
 */
export async function verifySpread(
  db: Kysely<Tables>,
  { holdCounting }: FollowingEngine,
  onProgress: (counted: number) => void = () => {},
): Promise<RollupCheck> {
  return db.transaction().execute(async all => {
    await holdCounting(all)
    if (await isFilling(all, 'rollup')) return 'filling'
    const expected = new RollupChanges([])
    const declared = await declaredSegments(all)
    const round = await roundOf(all)
    let done = 0
    for (const [table, isKept] of [
      ['counted', true],
      ['response', false],
    ] as const) {
      for (let after = ''; ; ) {
        const page = await idsOf(all, table, after)
        const counted = await countedOf(all, page)
        // Counted responses are covered by the first loop, and only there.
        const ids = isKept ? page : page.filter(id => !counted.has(id))
        const rows = await rowsOf(all, ids)
        // Asked after reading the rows: a change to one of them was marked in the same transaction.
        const waiting = await waitingAmong(all, ids)
        const undeclared = await undeclaredAmong(all, ids)
        const votesIn = new Map(rows.map(row => [row.id, groupsOf(row)]))
        const first = await firstOf(all, [
          ...new Set([...votesIn.values()].flatMap(groups => groups.map(([, key]) => key))),
        ])
        for (const id of ids) {
          const was = counted.get(id)
          if (!waiting.has(id) || !was) continue
          if (was.round === round) addEntry(expected, was.entry, countsAsIn(was.countsAs), 1)
        }
        for (const row of rows) {
          if (waiting.has(row.id) || undeclared.has(row.id)) continue
          const as = judge(rankedVoteOf(row), votesIn.get(row.id) ?? [], first)
          addEntry(expected, entryOf(row, declared), as, 1)
        }
        done += rows.length
        onProgress(done)
        const last = page.at(-1)
        if (page.length < pageOfRows || last === undefined) break
        after = last
      }
    }
    return rollupDifferences(all, expected)
  })
}

async function idsOf(all: Kysely<Tables>, table: 'counted' | 'response', after: string): Promise<string[]> {
  const rows = await all
    .selectFrom(table)
    .select('id')
    .where('id', '>', after)
    .orderBy('id')
    .limit(pageOfRows)
    .execute()
  return rows.map(({ id }) => id)
}

const rowsOf = async (all: Kysely<Tables>, ids: readonly string[]) =>
  ids.length === 0
    ? []
    : all
        .selectFrom('response')
        .select(countedColumns)
        .where('id', 'in', [...ids])
        .execute()

async function waitingAmong(all: Kysely<Tables>, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await all
    .selectFrom('to_count')
    .select('id')
    .where('id', 'in', [...ids])
    .execute()
  return new Set(rows.map(({ id }) => id))
}
