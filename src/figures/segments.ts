import { type Difference, differenceOf, enoughAnswers, madeUpPerSide } from './difference.ts'
import { holm } from './holm.ts'
import { meanOf } from './mean.ts'
import { chanceBeyond } from './normal.ts'
import { addCounts, answersIn, type Counts } from './score.ts'

/** How a group compares with all others together. `unknown`: too few answers on either side to judge by. */
export type GroupVerdict = 'higher' | 'lower' | 'noise' | 'unknown'

export interface SegmentComparison {
  /** The group's score minus that of the rest: positive if the group's is higher. Null if either has no answers. */
  difference: Difference | null
  /** The chance of such a difference if the group were like the rest, corrected for the number of groups; null if unknown. */
  chance: number | null
  verdict: GroupVerdict
}

const none: Counts = { promoters: 0, passives: 0, detractors: 0 }

const subtract = (all: Counts, part: Counts): Counts => ({
  promoters: all.promoters - part.promoters,
  passives: all.passives - part.passives,
  detractors: all.detractors - part.detractors,
})

/** The chance of a difference of this size between two equal groups: the test that corresponds to `differenceOf`'s interval. */
function chanceOfDifference(first: Counts, second: Counts): number {
  const [left, right] = [meanOf(first, madeUpPerSide), meanOf(second, madeUpPerSide)]
  return chanceBeyond((right.mean - left.mean) / Math.sqrt(left.variance + right.variance))
}

/**
 * Compares each group with all others together, and says which differ by more than noise. It corrects for the number of
 * groups compared, so that comparing many does not find differences that are not there.
 * @param groups each answer belongs to only one group
 * @returns one comparison for each group, in the order given
 */
export function compareSegments(groups: readonly Counts[]): SegmentComparison[] {
  const all = groups.reduce(addCounts, none)
  const pairs = groups.map(group => ({ group, rest: subtract(all, group) }))
  const judged = pairs.filter(
    ({ group, rest }) => Math.min(answersIn(group), answersIn(rest)) >= enoughAnswers,
  )
  const chances = holm(judged.map(({ group, rest }) => chanceOfDifference(rest, group)))
  const chanceOf = new Map(judged.map((pair, place) => [pair, chances[place] ?? 1]))
  return pairs.map(pair => {
    const difference = differenceOf(pair.rest, pair.group)
    const chance = chanceOf.get(pair) ?? null
    return { difference, chance, verdict: groupVerdictOf(difference, chance) }
  })
}

function groupVerdictOf(difference: Difference | null, chance: number | null): GroupVerdict {
  if (difference === null || chance === null) return 'unknown'
  if (chance >= 0.05) return 'noise'
  return difference.interval.low + difference.interval.high > 0 ? 'higher' : 'lower'
}
