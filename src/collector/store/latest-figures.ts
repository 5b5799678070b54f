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
 * Counts what `countFigures` counts if only each respondent's latest answer does: everything in the rollup, minus the
 * answers that a later one supersedes. Few respondents answer twice, so few answers are looked at. Null if the rollup can't
 * tell.
 */
export async function latestFigures(
  db: Kysely<Tables>,
  engine: ReadingEngine,
  query: FiguresQuery,
): Promise<FiguresRow[] | null> {
  // The rollup truncates long segment values, so they could not be matched up again.
  if (!query.selection.latestPerRespondent || query.by.length > 0) return null
  // Both from one snapshot: otherwise an answer that arrives in between would be subtracted without having been counted.
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

/** The rows of `all`, each minus the row of `superseded` with the same key. */
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
