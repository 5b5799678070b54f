import { say, stop } from '../../say.mjs'
import { type Summary, summarise } from './figures.ts'
import { judge, type Verdict } from './goal.ts'
import type { Bench, Figure, Measure } from './measure.ts'
import { type BenchPage, benchPages, type PageName, pageNames } from './pages.ts'

/** All measurements of a figure, by page and round, with their summaries. */
export interface Result {
  figure: Figure
  measured: Readonly<Record<PageName, readonly number[]>>
  summaries: Readonly<Record<PageName, Summary>>
  verdict: Verdict
}

/** All figures of one round. */
export type Round = ReadonlyMap<Figure, Readonly<Record<PageName, number>>>

/** The pages in the order of a round; each page comes first equally often. */
export const turn = (number: number): readonly BenchPage[] => {
  const first = number % benchPages.length
  return [...benchPages.slice(first), ...benchPages.slice(0, first)]
}

/**
 * Measures every page once by every measure. The pages take turns within a measure, so that other load on the machine
 * affects them alike.
 * @param number the round's, from 0
 */
export async function measureRound(
  bench: Bench,
  measures: readonly Measure[],
  number: number,
): Promise<Round> {
  const round = new Map<Figure, Record<PageName, number>>()
  for (const measure of measures) {
    const values = await measurePages(bench, measure, turn(number))
    for (const [index, figure] of measure.figures.entries())
      round.set(
        figure,
        byPage(name => values.get(name)?.[index] ?? Number.NaN),
      )
  }
  return round
}

/** Each page's figures in a measure, minus its baseline. */
async function measurePages(
  bench: Bench,
  measure: Measure,
  pages: readonly BenchPage[],
): Promise<ReadonlyMap<PageName, readonly number[]>> {
  const base = await orOnceMore(bench, async () => (await measure.baseline?.(bench)) ?? [])
  const found = new Map<PageName, readonly number[]>()
  for (const page of pages) {
    const values = await orOnceMore(bench, () => measure.run(bench, page))
    found.set(
      page.name,
      values.map((value, index) => value - (base[index] ?? 0)),
    )
  }
  return found
}

/** Tries a second time, and says so: a browser may stumble on a busy machine, which must not cost the whole run. */
async function orOnceMore<Value>({ browser }: Bench, attempt: () => Promise<Value>): Promise<Value> {
  try {
    return await attempt()
  } catch (error) {
    if (!browser.isConnected()) return stop('Chromium has ended before the bench was done.')
    say(`Measured once more: ${String(error).split('\n')[0]}`)
    return attempt()
  }
}

export function resultOf(figure: Figure, rounds: readonly Round[]): Result {
  const measured = byPage(name => rounds.map(round => round.get(figure)?.[name] ?? Number.NaN))
  const summaries = byPage(name => summarise(measured[name]))
  const medians = byPage(name => summaries[name].median)
  return { figure, measured, summaries, verdict: judge(figure.goal, medians) }
}

function byPage<Value>(value: (name: PageName) => Value): Record<PageName, Value> {
  return Object.fromEntries(pageNames.map(name => [name, value(name)])) as Record<PageName, Value>
}
