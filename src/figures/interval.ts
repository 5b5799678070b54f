import { meanOf, z95 } from './mean.ts'
import { answersIn, type Counts } from './score.ts'

/** Bounds in points, -100 to 100, not rounded. */
export interface Interval {
  low: number
  high: number
}

/** Number of made-up answers added to a score. */
const madeUp = 3

/**
 * The 95 % interval of a Net Promoter Score, or null if there are no answers.
 *
 * Adjusted Wald: three made-up answers (3/4 promoter, 3/4 detractor, 1 1/2 passive) are added first, so that the interval
 * is reliable even with few or one-sided answers. Source: B. Rocks, "Interval Estimation for the Net Promoter Score", The
 * American Statistician 70 (2016).
 *
 * With a handful of answers that all agree, the interval may not reach the score itself.
 */
export function intervalOf(counts: Counts): Interval | null {
  if (answersIn(counts) === 0) return null
  const { mean, variance } = meanOf(counts, madeUp)
  const margin = z95 * Math.sqrt(variance)
  return { low: 100 * Math.max(-1, mean - margin), high: 100 * Math.min(1, mean + margin) }
}
