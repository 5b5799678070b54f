import { type Interval, intervalOf } from './interval.ts'
import { answersIn, type Counts, scoreOf } from './score.ts'

/** Answers weighted by their orders' values, all in one currency. */
export interface WeightedCounts {
  /** The sum of the orders' values in each group. */
  values: Counts
  /** The sum of the squares of the orders' values, over all groups. */
  squares: number
}

/**
 * The score in which each answer weighs as much as its order: the promoters' share of the money minus the detractors', in
 * points from -100 to 100, not rounded. Null if no order had a value.
 */
export const weightedScoreOf = ({ values }: WeightedCounts): number | null => scoreOf(values)

/**
 * The number of equally weighted answers that would tell as much as these: with a few large orders among many small ones,
 * far fewer than were given. Source: L. Kish, "Survey Sampling" (1965), section 11.7.
 */
export function effectiveAnswers({ values, squares }: WeightedCounts): number {
  return squares === 0 ? 0 : answersIn(values) ** 2 / squares
}

/**
 * With fewer effective answers than this, and one group far ahead of the others, the interval contains the truth in fewer
 * than 92 of 100 cases: treat it as rough. A test simulates such orders.
 */
export const enoughEffective = 10

/**
 * The 95 % interval of the weighted score: that of as many equally weighted answers. `npm run intervals` prints how often
 * it contains the truth if values are spread like those of shops' orders. It assumes that an order's value doesn't depend
 * on the score; if it does, treat the interval as rough.
 */
export function weightedIntervalOf(counts: WeightedCounts): Interval | null {
  const sum = answersIn(counts.values)
  if (sum === 0) return null
  const scale = effectiveAnswers(counts) / sum
  const { promoters, passives, detractors } = counts.values
  return intervalOf({
    promoters: promoters * scale,
    passives: passives * scale,
    detractors: detractors * scale,
  })
}

/** The value of the orders of those who would not recommend: the revenue at risk, in the currency of the values. */
export const revenueAtRisk = ({ values }: WeightedCounts): number => values.detractors
