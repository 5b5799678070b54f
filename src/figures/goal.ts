import { enoughAnswers } from './difference.ts'
import { intervalOf } from './interval.ts'
import { answersIn, type Counts, scoreOf } from './score.ts'

/**
 * How a score compares with a fixed figure. `noise`: its interval contains the figure; `unknown`: too few answers to judge
 * by.
 */
export type GoalVerdict = 'above' | 'below' | 'noise' | 'unknown'

export interface GoalDistance {
  /** The score minus the figure, in points from -200 to 200, not rounded. */
  points: number
  verdict: GoalVerdict
}

/**
 * The distance of a score from a goal, or from any other fixed figure; null if there are no answers.
 * @param goal in points, -100 to 100
 */
export function goalDistanceOf(counts: Counts, goal: number): GoalDistance | null {
  const [score, interval] = [scoreOf(counts), intervalOf(counts)]
  if (score === null || interval === null) return null
  return { points: score - goal, verdict: goalVerdictOf(counts, interval, goal) }
}

function goalVerdictOf(
  counts: Counts,
  { low, high }: { low: number; high: number },
  goal: number,
): GoalVerdict {
  if (answersIn(counts) < enoughAnswers) return 'unknown'
  if (low > goal) return 'above'
  return high < goal ? 'below' : 'noise'
}
