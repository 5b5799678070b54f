import type { Result } from './measure-all.ts'

/** What holds for all figures of a run. */
export interface Run {
  /** When it ended, ISO 8601. */
  at: string
  chromium: string
  processors: number
  /** The machine's load over a minute, before the run. */
  load: number
  rounds: number
}

/** A run with its figures, by their ids, as text. */
export function asJson(run: Run, results: readonly Result[]): string {
  const figures = results.map(({ figure: { id, words, unit, goal }, summaries, verdict, measured }) => [
    id,
    { words, unit, goal, ...verdict, pages: summaries, measured },
  ])
  return `${JSON.stringify({ ...run, figures: Object.fromEntries(figures) }, null, 2)}\n`
}
