import type { Browser } from 'playwright'
import type { Goal } from './goal.ts'
import type { BenchPage } from './pages.ts'

/** One row of the table. */
export interface Figure {
  /** Its name in the JSON. */
  id: string
  /** What was measured, in words. */
  words: string
  /** '' for a figure without a unit. */
  unit: 'ms' | 'kB' | ''
  /** Digits after the decimal point. */
  digits: number
  goal: Goal
}

/** What a measure works with: the browser, and the address of the pages. */
export interface Bench {
  browser: Browser
  /** The origin of the pages, without a trailing slash. */
  origin: string
}

/** One way to measure a page, which may yield several figures. */
export interface Measure {
  figures: readonly Figure[]
  /**
   * Measures a page once.
   * @returns one number for each figure, in their order
   */
  run(bench: Bench, page: BenchPage): Promise<readonly number[]>
  /** Measures a page without any survey; the result is subtracted from the other pages' in the same round. */
  baseline?(bench: Bench): Promise<readonly number[]>
}
