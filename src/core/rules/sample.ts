import type { Rule } from '../rule.ts'
import { sampleNumber } from '../sample.ts'
import { verdict } from '../verdict.ts'

/** The visitor, or the respondent where one is known, is in the survey's share of this period. */
export const sample: Rule = (survey, { now, history, respondent }) => {
  const visitor = respondent?.id ?? history.seed
  const number = visitor === null ? null : sampleNumber(visitor, survey, now)
  return verdict('sample', (number ?? 1) < survey.sample || survey.sample === 1, number, survey.sample)
}
