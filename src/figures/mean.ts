import { answersIn, type Counts } from './score.ts'

/** The standard normal distribution has 2.5 % beyond this on either side. */
export const z95 = 1.959964

/** The mean of an answer's value (promoter 1, passive 0, detractor -1), and the variance of that mean. */
export interface Mean {
  mean: number
  variance: number
}

/**
 * The mean of the answers.
 * @param added number of made-up answers to add, so that an interval is reliable even with few or one-sided answers: a
 *   quarter promoters, a quarter detractors, half passives
 */
export function meanOf(counts: Counts, added: number): Mean {
  const answers = answersIn(counts) + added
  const promoters = (counts.promoters + added / 4) / answers
  const detractors = (counts.detractors + added / 4) / answers
  const mean = promoters - detractors
  return { mean, variance: (promoters + detractors - mean ** 2) / answers }
}
