import type { Category } from './category.ts'
import { answersIn, type Counts } from './score.ts'

/** A part of the answers that is in another group than before, in points of a share (0 to 100, not rounded). */
export interface Move {
  from: Category
  to: Category
  points: number
}

/** What a change of the score is made of. */
export interface SharesChange {
  /** By how much each group's share grew (above 0) or shrank, in points from -100 to 100, not rounded. Their sum is 0. */
  shares: Readonly<Record<Category, number>>
  /**
   * The least that must have moved, the largest first: what the groups that shrank have lost went to those that grew. Who
   * answers differs from period to period, so nobody need have changed their mind.
   */
  moves: readonly Move[]
}

const categories: readonly Category[] = ['promoter', 'passive', 'detractor']

const sharesOf = (counts: Counts): Record<Category, number> => ({
  promoter: (100 * counts.promoters) / answersIn(counts),
  passive: (100 * counts.passives) / answersIn(counts),
  detractor: (100 * counts.detractors) / answersIn(counts),
})

/** How the shares changed from the one to the other; null where either has no answers. */
export function sharesChangeOf(before: Counts, after: Counts): SharesChange | null {
  if (answersIn(before) === 0 || answersIn(after) === 0) return null
  const [earlier, later] = [sharesOf(before), sharesOf(after)]
  const shares = {
    promoter: later.promoter - earlier.promoter,
    passive: later.passive - earlier.passive,
    detractor: later.detractor - earlier.detractor,
  }
  return { shares, moves: movesOf(shares) }
}

/** Of three groups, two share a direction at most: so each pair of one that shrank and one that grew is a move. */
function movesOf(shares: Readonly<Record<Category, number>>): Move[] {
  const moves = categories.flatMap(from =>
    categories
      .filter(to => shares[from] < 0 && shares[to] > 0)
      .map(to => ({ from, to, points: Math.min(-shares[from], shares[to]) })),
  )
  return moves.sort((a, b) => b.points - a.points)
}
