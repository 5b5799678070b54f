import type { Interval } from './interval.ts'
import { meanOf, z95 } from './mean.ts'
import { answersIn, type Counts, scoreOf } from './score.ts'

/** How two scores differ, such as those of two periods or of two segments. */
export interface Difference {
  /** The second score minus the first, in points from -200 to 200, not rounded. */
  points: number
  /** Its 95 % interval, in points. */
  interval: Interval
  /**
   * How many more answers, on both sides together and in their present proportion, would show that a difference of this
   * size is real. 0 if the present ones do already; null if there is no difference to show.
   */
  answersNeeded: number | null
}

/** The judgement on a difference. `unknown`: too few answers to judge by. */
export type Verdict = 'rise' | 'fall' | 'noise' | 'unknown'

/**
 * With fewer answers than this a score's interval spans a third of the scale or more: the score is called unreliable, and
 * differences involving it are not judged.
 */
export const enoughAnswers = 30

/** Made-up answers added to each side of a difference, half of what a single score gets. */
export const madeUpPerSide = 1.5

/**
 * The difference between the second score and the first; null if either has no answers.
 *
 * Adjusted Wald for two samples: the three made-up answers of `intervalOf` are shared between the two sides, as Agresti and
 * Caffo share theirs between two proportions ("Simple and Effective Confidence Intervals for Proportions and Differences of
 * Proportions", The American Statistician 54, 2000). `npm run intervals` prints how often the interval contains the truth.
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

/** The centre of the difference's interval, and half its width, in answers' values rather than points. */
function centreAndMargin(first: Counts, second: Counts): { centre: number; margin: number } {
  const [firstMean, secondMean] = [meanOf(first, madeUpPerSide), meanOf(second, madeUpPerSide)]
  return {
    centre: secondMean.mean - firstMean.mean,
    margin: z95 * Math.sqrt(firstMean.variance + secondMean.variance),
  }
}

/** The smallest number that shows the difference, found by bisection: the more answers, the less the made-up ones weigh. */
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
