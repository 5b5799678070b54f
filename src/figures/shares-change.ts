import type { Category } from './category.ts'
import { answersIn, type Counts } from './score.ts'

/** A part of the answers that moved to another group, in points of a share (0 to 100, not rounded). */
export interface Move {
  from: Category
  to: Category
  points: number
}

/** The parts that a change of the score is made of. */
export interface SharesChange {
  /**
   * How much each group's share grew (positive) or shrank (negative), in points from -100 to 100, not rounded. Their sum is
   * 0.
   */
  shares: Readonly<Record<Category, number>>
  /**
   * The smallest moves that explain the change, largest first: the groups that shrank lost their answers to those that
   * grew. Different people answer in each period, so nobody need have changed their mind.
   */
  moves: readonly Move[]
}

const categories: readonly Category[] = ['promoter', 'passive', 'detractor']

const sharesOf = (counts: Counts): Record<Category, number> => ({
  promoter: (100 * counts.promoters) / answersIn(counts),
  passive: (100 * counts.passives) / answersIn(counts),
  detractor: (100 * counts.detractors) / answersIn(counts),
})

/** How the shares changed; null if either has no answers. */
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

/** With three groups, at most two change in the same direction, so each pair of one that shrank and one that grew is a move. */
function movesOf(shares: Readonly<Record<Category, number>>): Move[] {
  const moves = categories.flatMap(from =>
    categories
      .filter(to => shares[from] < 0 && shares[to] > 0)
      .map(to => ({ from, to, points: Math.min(-shares[from], shares[to]) })),
  )
  return moves.sort((a, b) => b.points - a.points)
}
