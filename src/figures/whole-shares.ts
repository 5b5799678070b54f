import { answersIn, type Counts, roundScore, scoreOf } from './score.ts'

const groups = ['promoters', 'passives', 'detractors'] as const

/** Each share in per cent, rounded down or up. */
const roundings = [0, 1].flatMap(one => [0, 1].flatMap(other => [0, 1].map(last => [one, other, last])))

/**
 * The shares of the groups in whole per cent, as they are read: together 100, and, where that can be, promoters less detractors the
 * score as it is shown. Of those the ones that are nearest to the truth. Null where there are no answers.
 */
export function wholeShares(counts: Counts): Counts | null {
  const [answers, score] = [answersIn(counts), scoreOf(counts)]
  if (score === null) return null
  const exact = groups.map(group => (100 * counts[group]) / answers)
  const candidates = roundings
    .map(up =>
      exact.map((share, place) => Math.floor(share) + (Number.isInteger(share) ? 0 : (up[place] ?? 0))),
    )
    .filter(shares => shares.reduce((sum, share) => sum + share, 0) === 100)
    .map(shares => {
      const [promoters = 0, passives = 0, detractors = 0] = shares
      const error = shares.reduce((sum, share, place) => sum + (share - (exact[place] ?? 0)) ** 2, 0)
      const isScore = promoters - detractors === roundScore(score)
      return { promoters, passives, detractors, rank: error + (isScore ? 0 : 1000) }
    })
    .sort((one, other) => one.rank - other.rank)
  const [best] = candidates
  if (best === undefined) return null
  const { rank: _, ...shares } = best
  return shares
}
