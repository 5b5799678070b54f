import type { SurveySettings } from '../../options/settings.ts'
import type { ExplainRule, Rule } from '../rule.ts'
import { sampleNumber } from '../sample.ts'
import type { Situation } from '../situation.ts'

/** The visitor's number, or the respondent's if known; null if neither is known. */
function numberOf(survey: SurveySettings, { now, history, respondent }: Situation): number | null {
  const visitor = respondent?.id ?? history.seed
  return visitor === null ? null : sampleNumber(visitor, survey, now)
}

/** The visitor is in the survey's sample for this period. */
export const sample: Rule = (survey, situation) =>
  survey.sample === 1 || (numberOf(survey, situation) ?? 1) < survey.sample

export const explainSample: ExplainRule = (survey, situation) => [numberOf(survey, situation), survey.sample]
