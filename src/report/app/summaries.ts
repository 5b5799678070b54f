import type { Period } from '../../figures/periods.ts'
import { type Askings, askingRatesOf, type Rate } from '../../figures/rates.ts'
import { answersIn, type Counts } from '../../figures/score.ts'
import { countsOf } from '../api/counts-of.ts'
import type { FigureGroup } from '../api/figures-answer.ts'

export interface SurveyKey {
  site: string
  survey: string
  kind: FigureGroup['kind']
}

/** A survey's counts in the period and before, put together from its groups. */
export interface Summary extends SurveyKey {
  now: Counts
  before: Counts
  /** How often each score was given in the period. */
  scores: readonly number[]
  unconfirmed: Counts
  /** Of those asked, how many gave a score; null where the site doesn't report who was asked. */
  response: Rate | null
  asked: number
  /** The steps of the period, in order, those without answers among them. */
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
    const askings = askingsOf(present, countsOf(scores), unconfirmed)
    return {
      ...{ site, survey, kind, scores, unconfirmed },
      now: countsOf(scores),
      before: countsOf(sumOf(own.filter(({ when }) => when === 'before'))),
      response: askings.ignored + askings.dismissed === 0 ? null : askingRatesOf(askings).response,
      asked: askings.asked,
      steps: buckets.map(({ start }) => ({
        start,
        counts: countsOf(sumOf(present.filter(({ bucket }) => bucket === start))),
      })),
    }
  })
}

function askingsOf(groups: readonly FigureGroup[], answered: Counts, unconfirmed: Counts): Askings {
  const total = (which: 'ignored' | 'dismissed' | 'withReason') =>
    groups.reduce((sum, group) => sum + group[which], 0)
  const scored = answersIn(answered) + answersIn(unconfirmed)
  const [ignored, dismissed] = [total('ignored'), total('dismissed')]
  return {
    asked: scored + ignored + dismissed,
    scored,
    answered: answersIn(answered),
    withReason: total('withReason'),
    dismissed,
    ignored,
  }
}
