import { z95 } from './mean.ts'
import { answersIn, type Counts } from './score.ts'

/** The variance of one answer's value if nothing is known about it: as many promoters as detractors, and no passives. */
const mostVariance = 1

/**
 * How many answers a score needs for its 95 % interval to reach no further than `margin` to either side.
 * @param margin in points, above 0
 * @param known answers that show how answers spread; without them the worst is assumed
 * @default none
 */
export function answersForMargin(margin: number, known?: Counts): number {
  const variance = known && answersIn(known) > 0 ? varianceOf(known) : mostVariance
  return Math.max(1, Math.ceil(variance * ((100 * z95) / margin) ** 2))
}

function varianceOf(counts: Counts): number {
  const answers = answersIn(counts)
  const [promoters, detractors] = [counts.promoters / answers, counts.detractors / answers]
  return promoters + detractors - (promoters - detractors) ** 2
}
