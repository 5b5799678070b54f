import type { Kysely } from 'kysely'
import { declaredSegments } from './declare-segments.ts'
import { isFilling, leaveToFill } from './fills.ts'
import type { RollupEngine } from './rollup.ts'
import {
  type CountColumn,
  countColumns,
  countedColumns,
  keyColumns,
  RollupChanges,
  type RollupKey,
} from './rollup-rows.ts'
import type { Tables } from './tables.ts'
import { isDeclared } from './undeclared.ts'
import { counts, countsAsVerified } from './which-counts.ts'

/** A row where the rollup disagrees with the responses. */
export interface RollupDifference extends RollupKey {
  /** The column that differs. */
  column: CountColumn
  /** The count in the rollup. */
  rollup: number
  /** The true count. */
  recount: number
}

/** 'filling': the rollup isn't complete yet, and nothing reads it. */
export type RollupCheck = 'filling' | RollupDifference[]

/** Responses per page. */
const pageOfRows = 2000

/**
 * Counts every response again and compares. The result is as of one moment, however long it takes; with millions it takes
 * minutes.
 * @param onProgress called with the number of responses counted so far
 */
export async function verifyRollups(
  db: Kysely<Tables>,
  onProgress: (counted: number) => void = () => {},
): Promise<RollupCheck> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async all => {
      if (await isFilling(all, 'rollup')) return 'filling'
      return rollupDifferences(all, await recount(all, onProgress))
    })
}

/** Where the rollup differs from the expected changes. */
export async function rollupDifferences(
  all: Kysely<Tables>,
  expected: RollupChanges,
): Promise<RollupDifference[]> {
  await countOut(all, expected)
  // What remains is what the rollup lacks; a negative count is a surplus.
  const wrong = expected.entries()
  const differences: RollupDifference[] = []
  for (const { key, counts: lacking } of wrong) {
    const said = await saidOf(all, key)
    for (const [place, column] of countColumns.entries()) {
      const [rollup, count] = [said[place] ?? 0, lacking[place] ?? 0]
      if (count !== 0) differences.push({ ...key, column, rollup, recount: rollup + count })
    }
  }
  return differences
}

async function recount(all: Kysely<Tables>, onProgress: (counted: number) => void): Promise<RollupChanges> {
  const changes = new RollupChanges(await declaredSegments(all))
  let counted = 0
  for (let after = ''; ; ) {
    const rows = await all
      .selectFrom('response')
      .select(countedColumns)
      .select(countsAsVerified.as('counts_as_verified'))
      .where(counts)
      .where(isDeclared)
      .where('id', '>', after)
      .orderBy('id')
      .limit(pageOfRows)
      .execute()
    for (const { counts_as_verified, ...row } of rows) {
      changes.add(row, Number(counts_as_verified) === 1 ? 'verified' : 'unverified', 1)
    }
    counted += rows.length
    onProgress(counted)
    const last = rows.at(-1)
    if (rows.length < pageOfRows || last === undefined) return changes
    after = last.id
  }
}

async function countOut(all: Kysely<Tables>, changes: RollupChanges): Promise<void> {
  const rows = await all
    .selectFrom('rollup')
    .select([...keyColumns, ...countColumns])
    .execute()
  for (const row of rows) {
    changes.addCounts(
      row,
      countColumns.map(column => -Number(row[column])),
    )
  }
}

async function saidOf(all: Kysely<Tables>, key: RollupKey): Promise<number[]> {
  const sums = await all
    .selectFrom('rollup')
    .where(eb => eb.and(Object.fromEntries(keyColumns.map(column => [column, key[column]]))))
    .select(eb => countColumns.map((column: CountColumn) => eb.fn.sum(column).as(column)))
    .executeTakeFirst()
  return countColumns.map(column => Number(sums?.[column] ?? 0))
}

/** Empties the rollup. It is then filled again in batches; until it is complete, reports count every response. */
export async function forgetRollups(db: Kysely<Tables>, engine: RollupEngine): Promise<void> {
  await db.transaction().execute(async all => {
    await leaveToFill(all, 'rollup')
    await engine.holdCounting(all)
    await all.deleteFrom('rollup').execute()
  })
}
