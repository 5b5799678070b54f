import { answersIn, type Counts, roundScore, scoreOf } from './score.ts'

const groups = ['promoters', 'passives', 'detractors'] as const

/** Every way to round each share, in per cent, down or up. */
const roundings = [0, 1].flatMap(first =>
  [0, 1].flatMap(second => [0, 1].map(third => [first, second, third])),
)

/**
 * The shares of the groups in whole per cent, for display: they add up to 100 and, if possible, promoters minus detractors
 * equals the score as shown. Of all such roundings, it is the one closest to the true shares. Null if there are no answers.
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
