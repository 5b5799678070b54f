import { categoryOf } from '../../figures/category.ts'
import type { Counts } from '../../figures/score.ts'

/** The number of scores in each group. @param scores how often each was given, 0 to 10 */
export function countsOf(scores: readonly number[]): Counts {
  const counts = { promoters: 0, passives: 0, detractors: 0 }
  for (const [score, given] of scores.entries()) counts[`${categoryOf(score)}s`] += given
  return counts
}
