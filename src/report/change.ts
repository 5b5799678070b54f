import type { Counts } from '../figures/score.ts'
import { figuresOf, type SurveyKey, type TallyRow } from './figures.ts'

const day = 86_400_000

/** The length of the periods compared, in days: whole weeks, so that each weekday weighs the same in both. */
export const daysCompared = 28

/** A survey's answers in the last {@link daysCompared} days, and in as many days before. */
export interface Change {
  before: Counts
  after: Counts
}

/**
 * When the two compared periods begin; the later one lasts until now. Days are UTC days, and today is the last of the later
 * period. Milliseconds since 1970.
 */
export function startsCompared(now: number): readonly [number, number] {
  const tomorrow = (Math.floor(now / day) + 1) * day
  return [tomorrow - 2 * daysCompared * day, tomorrow - daysCompared * day]
}

const none: Counts = { promoters: 0, passives: 0, detractors: 0 }

const keyOf = ({ site, survey, kind }: SurveyKey) => [site, kind, survey].join('\n')

/** Looks up a survey's change in the rows counted with {@link startsCompared}. */
export function changesOf(
  rows: readonly TallyRow[],
  which: { onlyVerified: boolean },
): (survey: SurveyKey) => Change {
  const countsIn = (period: number) => {
    const figures = figuresOf(
      rows.filter(row => row.period === period),
      which,
    )
    return new Map(figures.map(survey => [keyOf(survey), survey.answered]))
  }
  const [before, after] = [countsIn(1), countsIn(2)]
  return survey => ({
    before: before.get(keyOf(survey)) ?? none,
    after: after.get(keyOf(survey)) ?? none,
  })
}
