import type { Interval } from './interval.ts'
import { meanOf, z95 } from './mean.ts'
import { answersIn, type Counts, scoreOf } from './score.ts'

/** How two scores differ, such as those of two periods or of two segments. */
export interface Difference {
  /** The second score less the first, in points from -200 to 200, not rounded. */
  points: number
  /** The 95 % interval of it, in points. */
  interval: Interval
  /**
   * How many more answers, in both together and in their present proportion, would show a difference of this size to be
   * real. 0 where these do already; null where there is no difference to show.
   */
  answersNeeded: number | null
}

/** What a difference comes to. `unknown`: too few answers to judge by. */
export type Verdict = 'rise' | 'fall' | 'noise' | 'unknown'

/**
 * With fewer answers than this a score's interval spans a third of the scale and more: it is called unreliable, and nothing is
 * said of a difference in which it has a part.
 */
export const enoughAnswers = 30

/** Made-up answers that each side of a difference gets, half of what a single score gets. */
export const madeUpPerSide = 1.5

/**
 * How the second score differs from the first; null where either has no answers.
 *
 * Adjusted Wald for two samples: the three made-up answers of `intervalOf` are shared between the two sides, as Agresti
 * and Caffo share theirs between two proportions ("Simple and Effective Confidence Intervals for Proportions and
 * Differences of Proportions", The American Statistician 54, 2000). `npm run intervals` prints how often the interval
 * holds the truth.
 */
export function differenceOf(first: Counts, second: Counts): Difference | null {
  const [before, after] = [scoreOf(first), scoreOf(second)]
  if (before === null || after === null) return null
  const [one, other] = [meanOf(first, madeUpPerSide), meanOf(second, madeUpPerSide)]
  const centre = other.mean - one.mean
  const margin = z95 * Math.sqrt(one.variance + other.variance)
  const bound = (points: number) => Math.max(-200, Math.min(200, 100 * points))
  return {
    points: after - before,
    interval: { low: bound(centre - margin), high: bound(centre + margin) },
    answersNeeded: Math.abs(centre) > margin ? 0 : answersNeeded(first, second),
  }
}

/** A margin shrinks with the root of the answers: it must come down to the size of the difference. */
function answersNeeded(first: Counts, second: Counts): number | null {
  const [one, other] = [meanOf(first, 0), meanOf(second, 0)]
  const size = Math.abs(other.mean - one.mean)
  const margin = z95 * Math.sqrt(one.variance + other.variance)
  const answers = answersIn(first) + answersIn(second)
  return size === 0 ? null : Math.max(1, Math.ceil(answers * ((margin / size) ** 2 - 1)))
}

/** Whether a difference is more than noise, and which way it goes. */
export function verdictOf(first: Counts, second: Counts): Verdict {
  const difference = differenceOf(first, second)
  if (difference === null || Math.min(answersIn(first), answersIn(second)) < enoughAnswers) return 'unknown'
  if (difference.interval.low > 0) return 'rise'
  return difference.interval.high < 0 ? 'fall' : 'noise'
}
