import { enoughAnswers, type Verdict } from './difference.ts'
import { holm } from './holm.ts'
import type { Interval } from './interval.ts'
import { z95 } from './mean.ts'
import { chanceBeyond } from './normal.ts'

/** A part of a whole. `part` is at most `of`. */
export interface Share {
  part: number
  of: number
}

/** How a share has changed. */
export interface ShareDifference {
  /** The second share minus the first, in points from -100 to 100, not rounded. */
  points: number
  /** Its 95 % interval, in points. */
  interval: Interval
  /** The chance of such a difference if nothing had changed: the test that corresponds to the interval. */
  chance: number
}

/** Made-up answers added to each side: one with, one without. */
const madeUp = 2

/**
 * The difference between the second share and the first; null if either is a share of nothing.
 *
 * Source: A. Agresti and B. Caffo, "Simple and Effective Confidence Intervals for Proportions and Differences of
 * Proportions", The American Statistician 54 (2000).
 */
export function shareDifferenceOf(first: Share, second: Share): ShareDifference | null {
  if (first.of === 0 || second.of === 0) return null
  const [before, after] = [adjusted(first), adjusted(second)]
  const centre = after.share - before.share
  const deviation = Math.sqrt(before.variance + after.variance)
  const bound = (share: number) => Math.max(-100, Math.min(100, 100 * share))
  return {
    points: 100 * (second.part / second.of - first.part / first.of),
    interval: { low: bound(centre - z95 * deviation), high: bound(centre + z95 * deviation) },
    chance: chanceBeyond(centre / deviation),
  }
}

function adjusted({ part, of }: Share): { share: number; variance: number } {
  const share = (part + madeUp / 2) / (of + madeUp)
  return { share, variance: (share * (1 - share)) / (of + madeUp) }
}

/** A share before and now. */
export interface ShareChange {
  before: Share
  now: Share
}

/**
 * Which shares have changed by more than noise. It corrects for the number of shares, so that looking at many does not find
 * changes that are not there. `unknown` if there are too few answers in all, or there is nothing that could change.
 * @returns one verdict for each, in the order given
 */
export function judgeShares(changes: readonly ShareChange[]): Verdict[] {
  const found = changes.map(({ before, now }) => {
    const isEnough = Math.min(before.of, now.of) >= enoughAnswers && before.part + now.part > 0
    return isEnough ? shareDifferenceOf(before, now) : null
  })
  const judged = found.filter(difference => difference !== null)
  const corrected = holm(judged.map(({ chance }) => chance))
  const chanceOf = new Map(judged.map((difference, place) => [difference, corrected[place] ?? 1]))
  return found.map(difference => {
    if (difference === null) return 'unknown'
    if ((chanceOf.get(difference) ?? 1) >= 0.05) return 'noise'
    return difference.interval.low + difference.interval.high > 0 ? 'rise' : 'fall'
  })
}
