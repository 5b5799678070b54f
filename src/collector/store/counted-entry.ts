import type { Segment } from '../../report/api/segments.ts'
import { type CountedRow, RollupChanges, type RollupKey } from './rollup-rows.ts'
import type { CountsAs } from './which-counts.ts'

/** What a response adds to the rollup if it counts: the same counts to one row of each segment it is in. */
interface Entry {
  key: Omit<RollupKey, 'segment' | 'value' | 'verified'>
  counts: readonly number[]
  segments: readonly (readonly [segment: string, value: string])[]
}

/** The entry as it is stored, JSON: equal entries give equal texts. */
export function entryOf(row: CountedRow, declared: readonly Segment[]): string {
  const changes = new RollupChanges(declared)
  changes.add(row, 'unverified', 1)
  const rows = changes.entries()
  const { site, survey, kind, day, state, test, self_selected } = rows[0]?.key ?? {}
  const entry = {
    key: { site, survey, kind, day, state, test, self_selected },
    counts: rows[0]?.counts ?? [],
    segments: rows.map(({ key: { segment, value } }) => [segment, value]),
  }
  return JSON.stringify(entry)
}

/** Counts what {@link entryOf} returned in (`by` 1) or out (-1). */
export function addEntry(changes: RollupChanges, entry: string, as: CountsAs, by: 1 | -1): void {
  if (as === 'nothing') return
  // Not checked: `entryOf` wrote it.
  const { key, counts, segments }: Entry = JSON.parse(entry)
  const verified = as === 'verified' ? 1 : 0
  for (const [segment, value] of segments) {
    changes.addCounts(
      { segment, value, ...key, verified },
      counts.map(count => count * by),
    )
  }
}

const order = ['nothing', 'unverified', 'verified'] as const

/** The number that the table `counted` stores for it. */
export const numberOf = (as: CountsAs): number => order.indexOf(as)

export const countsAsIn = (kept: number): CountsAs => order[kept] ?? 'nothing'
