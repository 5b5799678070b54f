/** How many answers fell into each group. */
export interface Counts {
  /** 9 or 10. */
  promoters: number
  /** 7 or 8. */
  passives: number
  /** 0 to 6. */
  detractors: number
}

/** How many answers there are in all. */
export function answersIn({ promoters, passives, detractors }: Counts): number {
  return promoters + passives + detractors
}

/** Both together, for example two months or two teams: counts add up, scores don't. */
export function addCounts(first: Counts, second: Counts): Counts {
  return {
    promoters: first.promoters + second.promoters,
    passives: first.passives + second.passives,
    detractors: first.detractors + second.detractors,
  }
}

/**
 * The Net Promoter Score: the share of promoters minus the share of detractors, in points from -100 to 100, not rounded.
 * Passives count among the answers. Null if there are no answers, which is not a score of 0.
 */
export function scoreOf(counts: Counts): number | null {
  const answers = answersIn(counts)
  return answers === 0 ? null : (100 * (counts.promoters - counts.detractors)) / answers
}

/**
 * The score as it is shown: a whole number, half away from zero. Round only once, at the end: subtracting rounded shares
 * can be off by a point.
 */
export function roundScore(score: number): number {
  const size = Math.round(Math.abs(score))
  // Never -0, which Intl prints as "-0".
  return score < 0 && size > 0 ? -size : size
}
