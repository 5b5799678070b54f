import type { Result } from './measure-all.ts'

/** Facts about a whole run. */
export interface Run {
  /** When it ended, ISO 8601. */
  at: string
  chromium: string
  processors: number
  /** The machine's load average over a minute, before the run. */
  load: number
  rounds: number
}

/** A run with its figures, by their ids, as JSON. */
export function asJson(run: Run, results: readonly Result[]): string {
  const figures = results.map(({ figure: { id, words, unit, goal }, summaries, verdict, measured }) => [
    id,
    { words, unit, goal, ...verdict, pages: summaries, measured },
  ])
  return `${JSON.stringify({ ...run, figures: Object.fromEntries(figures) }, null, 2)}\n`
}
