import type { Kysely } from 'kysely'
import {
  countSuperseded,
  type FiguresKey,
  type FiguresQuery,
  type FiguresRow,
  type ReadingEngine,
  responsesIn,
} from './count-figures.ts'
import { rollupFigures } from './rollup-figures.ts'
import type { Tables } from './tables.ts'

/**
 * What `countFigures` counts where only each respondent's latest answer does: all that the rollup counts, without those that a
 * later one stands before. Few respondents answer twice, so few answers are looked at. Null where the rollup doesn't tell.
 */
export async function latestFigures(
  db: Kysely<Tables>,
  engine: ReadingEngine,
  query: FiguresQuery,
): Promise<FiguresRow[] | null> {
  // The rollup cuts long values of segments short, and so they would not be found again.
  if (!query.selection.latestPerRespondent || query.by.length > 0) return null
  // Both of one instant, or an answer that comes in between would be taken from where it was not counted.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async snapshot => {
      const selection = { ...query.selection, latestPerRespondent: false }
      const all = await rollupFigures(snapshot, { ...query, selection })
      return all && without(all, await countSuperseded(snapshot, engine, query))
    })
}

const keyOf = ({ site, survey, kind, state, inPeriod, day, first, second }: FiguresKey): string =>
  JSON.stringify([site, survey, kind, state, inPeriod, day, first, second])

/** The same rows, each with what another of its key counts taken off. */
function without(all: readonly FiguresRow[], superseded: readonly FiguresRow[]): FiguresRow[] {
  const less = new Map(superseded.map(row => [keyOf(row), row]))
  const rest = all.map(row => {
    const off = less.get(keyOf(row))
    if (!off) return row
    return {
      ...row,
      scores: row.scores.map((given, score) => given - (off.scores[score] ?? 0)),
      unscored: row.unscored - off.unscored,
      withReason: row.withReason - off.withReason,
      hasty: row.hasty - off.hasty,
    }
  })
  return rest.filter(row => responsesIn(row) > 0)
}
