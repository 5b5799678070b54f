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
  const { centre, margin } = centreAndMargin(first, second)
  const bound = (points: number) => Math.max(-200, Math.min(200, 100 * points))
  return {
    points: after - before,
    interval: { low: bound(centre - margin), high: bound(centre + margin) },
    answersNeeded: after === before ? null : answersNeeded(first, second),
  }
}

/** The middle of the difference's interval, and half its width: answers' values, not points. */
function centreAndMargin(first: Counts, second: Counts): { centre: number; margin: number } {
  const [one, other] = [meanOf(first, madeUpPerSide), meanOf(second, madeUpPerSide)]
  return { centre: other.mean - one.mean, margin: z95 * Math.sqrt(one.variance + other.variance) }
}

/** The smallest number that shows the difference, found by halving: the made-up answers weigh less the more there are. */
function answersNeeded(first: Counts, second: Counts): number {
  const shows = (factor: number) => {
    const { centre, margin } = centreAndMargin(times(first, factor), times(second, factor))
    return Math.abs(centre) > margin
  }
  if (shows(1)) return 0
  let [tooFew, enough] = [1, 2]
  while (!shows(enough)) [tooFew, enough] = [enough, enough * 2]
  while ((enough - tooFew) / enough > 1e-6) {
    const middle = (tooFew + enough) / 2
    if (shows(middle)) enough = middle
    else tooFew = middle
  }
  return Math.ceil((answersIn(first) + answersIn(second)) * (enough - 1))
}

const times = ({ promoters, passives, detractors }: Counts, factor: number): Counts => ({
  promoters: promoters * factor,
  passives: passives * factor,
  detractors: detractors * factor,
})

/** Whether a difference is more than noise, and which way it goes. */
export function verdictOf(first: Counts, second: Counts): Verdict {
  const difference = differenceOf(first, second)
  if (difference === null || Math.min(answersIn(first), answersIn(second)) < enoughAnswers) return 'unknown'
  if (difference.interval.low > 0) return 'rise'
  return difference.interval.high < 0 ? 'fall' : 'noise'
}
