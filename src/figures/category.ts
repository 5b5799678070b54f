/** The three groups of the score. */
export type Category = 'promoter' | 'passive' | 'detractor'

/** The group a score of 0 to 10 falls into: 9 and 10 promoter, 7 and 8 passive, 0 to 6 detractor. */
export function categoryOf(score: number): Category {
  if (score >= 9) return 'promoter'
  return score >= 7 ? 'passive' : 'detractor'
}
