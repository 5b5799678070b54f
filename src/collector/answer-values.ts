import { categoryOf } from '../figures/category.ts'
import { effectiveAnswers, weightedIntervalOf, weightedScoreOf } from '../figures/weighted.ts'
import { segmentsOf, selectionOf } from '../report/api/figures-query.ts'
import type { ValueGroup, ValuesAnswer, ValuesParameters } from '../report/api/values.ts'
import type { ValuesRow } from './store/count-values.ts'
import type { Store } from './store/store.ts'

/** As many as in the figures. */
const mostGroups = 200

/** The response to `/api/values`. @param now milliseconds since 1970 */
export async function answerValues(
  store: Pick<Store, 'values'>,
  parameters: ValuesParameters,
  now: number,
): Promise<ValuesAnswer> {
  const selection = selectionOf(parameters, now)
  const by = segmentsOf(parameters)
  const rows = await store.values({ selection, by })
  const joined = by.length === 0 ? new Set<string>() : smallest(rows)
  const groups = new Map<string, Sums>()
  for (const row of rows) {
    const { site, survey, kind, currency } = row
    const isJoined = joined.has(segmentsKey(row))
    const segments = by.map((_, place) => (isJoined ? '…' : place === 0 ? row.first : row.second))
    const key = JSON.stringify([site, kind === 'transactional' ? 0 : 1, survey, segments, currency])
    const group = groups.get(key) ?? {
      ...{ site, survey, kind, segments, currency, answers: 0, squares: 0 },
      values: { promoters: 0, passives: 0, detractors: 0 },
    }
    groups.set(key, group)
    group.answers += row.responses
    group.squares += row.squares
    group.values[`${categoryOf(row.score)}s`] += row.value
  }
  return {
    period: selection.period,
    groups: [...groups]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([, sums]) => withFigures(sums)),
    joined: joined.size,
  }
}

type Sums = Omit<ValueGroup, 'score' | 'interval' | 'effective'>

const segmentsKey = ({ first, second }: ValuesRow) => JSON.stringify([first, second])

/** The keys of the segments for which there is no room: those with the fewest answers. */
function smallest(rows: readonly ValuesRow[]): Set<string> {
  const sizes = new Map<string, number>()
  for (const row of rows) {
    const key = segmentsKey(row)
    sizes.set(key, (sizes.get(key) ?? 0) + row.responses)
  }
  const bySize = [...sizes].sort(([, one], [, other]) => other - one)
  return new Set(bySize.slice(mostGroups).map(([key]) => key))
}

/** Rounds only once, at the end. */
function withFigures(sums: Sums): ValueGroup[] {
  const [score, interval] = [weightedScoreOf(sums), weightedIntervalOf(sums)]
  if (score === null || interval === null) return []
  return [
    {
      ...sums,
      score: oneDecimal(score),
      interval: { low: oneDecimal(interval.low), high: oneDecimal(interval.high) },
      effective: oneDecimal(effectiveAnswers(sums)),
    },
  ]
}

// Never -0, which strict comparisons treat as a different number.
const oneDecimal = (points: number) => Math.round(points * 10) / 10 || 0
