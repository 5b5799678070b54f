import { answersIn, type Counts } from './score.ts'

/** Bounds in points, -100 to 100, not rounded. */
export interface Interval {
  low: number
  high: number
}

/** The standard normal distribution leaves 2.5 % beyond this on either side. */
const z = 1.959964

/**
 * The 95 % interval of a Net Promoter Score, or null where there are no answers.
 *
 * Adjusted Wald: three made-up answers (3/4 promoter, 3/4 detractor, 1 1/2 passive) are added first, so that the
 * interval keeps its promise with few or one-sided answers too. Source: B. Rocks, "Interval Estimation for the Net
 * Promoter Score", The American Statistician 70 (2016).
 *
 * With a handful of answers that all agree, the interval may end short of the score itself.
 */
export function intervalOf(counts: Counts): Interval | null {
  const answers = answersIn(counts)
  if (answers === 0) return null

  const adjusted = answers + 3
  const promoters = (counts.promoters + 0.75) / adjusted
  const detractors = (counts.detractors + 0.75) / adjusted
  const centre = promoters - detractors
  const margin = z * Math.sqrt((promoters + detractors - centre ** 2) / adjusted)
  return { low: 100 * Math.max(-1, centre - margin), high: 100 * Math.min(1, centre + margin) }
}
