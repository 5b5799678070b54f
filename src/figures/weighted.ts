import { type Interval, intervalOf } from './interval.ts'
import { answersIn, type Counts, scoreOf } from './score.ts'

/** Answers by what their orders were worth, all in one currency. */
export interface WeightedCounts {
  /** The sum of the orders' values in each group. */
  values: Counts
  /** The sum of the squares of the orders' values, over all groups. */
  squares: number
}

/**
 * The score in which each answer has the weight of its order: the share of the promoters' money less that of the detractors',
 * in points from -100 to 100, not rounded. Null where no order was worth anything.
 */
export const weightedScoreOf = ({ values }: WeightedCounts): number | null => scoreOf(values)

/**
 * How many answers of equal weight tell as much as these: with a few large orders among many small ones, far fewer than were
 * given. Source: L. Kish, "Survey Sampling" (1965), section 11.7.
 */
export function effectiveAnswers({ values, squares }: WeightedCounts): number {
  return squares === 0 ? 0 : answersIn(values) ** 2 / squares
}

/**
 * With fewer effective answers than this, and one group far ahead of the others, the interval holds the truth in fewer than 92
 * of 100 cases: read it as a rough one. A test draws such orders.
 */
export const enoughEffective = 10

/**
 * The 95 % interval of the weighted score: that of as many answers of equal weight. `npm run intervals` prints how often it
 * holds the truth where values are spread as those of shops' orders are. It supposes that an order's value doesn't depend on
 * the score; if it does, read the interval as a rough one.
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

/** What the orders of those who would not recommend were worth: the revenue at risk, in the currency of the values. */
export const revenueAtRisk = ({ values }: WeightedCounts): number => values.detractors
