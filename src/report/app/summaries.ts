import type { Period } from '../../figures/periods.ts'
import type { Askings } from '../../figures/rates.ts'
import { answersIn, type Counts } from '../../figures/score.ts'
import { countsOf } from '../api/counts-of.ts'
import type { FigureGroup } from '../api/figures-answer.ts'

export interface SurveyKey {
  site: string
  survey: string
  kind: FigureGroup['kind']
}

/** A survey's counts in the period and the one before, combined from its groups. */
export interface Summary extends SurveyKey {
  now: Counts
  before: Counts
  /** How often each score was given in the period. */
  scores: readonly number[]
  unconfirmed: Counts
  /** How far those asked got; null if the site doesn't report who was asked. */
  askings: Askings | null
  /** The steps of the period, in order, including those without answers. */
  steps: readonly Step[]
}

export interface Step {
  start: number
  counts: Counts
}

const keyOf = ({ site, survey, kind }: SurveyKey) => [site, kind, survey].join('\n')

/** How often each score was given, in all of these groups together. */
export const sumOf = (groups: readonly { scores: readonly number[] }[]): number[] =>
  Array.from({ length: 11 }, (_, score) => groups.reduce((sum, group) => sum + (group.scores[score] ?? 0), 0))

/** The surveys in a list of groups, in its order. */
export function bySurvey(groups: readonly FigureGroup[]): { key: SurveyKey; groups: FigureGroup[] }[] {
  const found = new Map<string, { key: SurveyKey; groups: FigureGroup[] }>()
  for (const group of groups) {
    const known = found.get(keyOf(group)) ?? { key: group, groups: [] }
    found.set(keyOf(group), known)
    known.groups.push(group)
  }
  return [...found.values()]
}

/** @param buckets the steps of the period, in order */
export function summarise(groups: readonly FigureGroup[], buckets: readonly Period[]): Summary[] {
  return bySurvey(groups).map(({ key: { site, survey, kind }, groups: own }) => {
    const present = own.filter(({ when }) => when === 'period')
    const scores = sumOf(present)
    const unconfirmed = countsOf(sumOf(present.map(group => ({ scores: group.unconfirmed }))))
    return {
      ...{ site, survey, kind, scores, unconfirmed },
      now: countsOf(scores),
      before: countsOf(sumOf(own.filter(({ when }) => when === 'before'))),
      askings: askingsOf(present),
      steps: buckets.map(({ start }) => ({
        start,
        counts: countsOf(sumOf(present.filter(({ bucket }) => bucket === start))),
      })),
    }
  })
}

/** How far those asked got, from the groups of one period; null if the site doesn't report who was asked. */
export function askingsOf(groups: readonly FigureGroup[]): Askings | null {
  const total = (of: (group: FigureGroup) => number) => groups.reduce((sum, group) => sum + of(group), 0)
  const scored =
    answersIn(countsOf(sumOf(groups))) +
    answersIn(countsOf(sumOf(groups.map(group => ({ scores: group.unconfirmed })))))
  const [ignored, dismissed] = [total(group => group.ignored), total(group => group.dismissed)]
  if (ignored + dismissed === 0) return null
  const hasty = {
    dismissed: total(({ misclicks }) => misclicks.dismissed),
    scored: total(({ misclicks }) => misclicks.scored),
  }
  return {
    asked: scored + ignored + dismissed,
    scored: scored - hasty.scored,
    answered: total(({ sent }) => sent),
    withReason: total(({ withReason }) => withReason),
    dismissed: dismissed - hasty.dismissed,
    ignored,
    misclicks: hasty.dismissed + hasty.scored,
  }
}
