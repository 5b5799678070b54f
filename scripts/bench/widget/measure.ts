import type { Browser } from 'playwright'
import type { Goal } from './goal.ts'
import type { BenchPage } from './pages.ts'

/** One row of the table. */
export interface Figure {
  /** Its name in the JSON. */
  id: string
  /** What was measured, in words. */
  words: string
  /** '' for a figure without one. */
  unit: 'ms' | 'kB' | ''
  /** Digits behind the point. */
  digits: number
  goal: Goal
}

/** What a measure works with: the browser, and where the pages are. */
export interface Bench {
  browser: Browser
  /** The origin of the pages, without a slash at its end. */
  origin: string
}

/** One way to measure a page, which may yield several figures. */
export interface Measure {
  figures: readonly Figure[]
  /**
   * Measures a page once.
   * @returns as many numbers as there are figures, in their order
   */
  run(bench: Bench, page: BenchPage): Promise<readonly number[]>
  /** Measures a page without any survey; what comes of it is taken off what the others have in the same round. */
  baseline?(bench: Bench): Promise<readonly number[]>
}
