import type { SurveySettings } from '../options/settings.ts'
import type { Rule } from './rule.ts'
import { alwaysRules, momentRules, unlessOpenedRules } from './rules.ts'
import type { Situation } from './situation.ts'

const rulesFor = ({ opened }: Situation): readonly Rule[] =>
  opened ? alwaysRules : [...alwaysRules, ...unlessOpenedRules]

/** Whether every rule lets the survey ask here and now: the verdict of `judgeSurvey` without its reasons. */
export function mayAsk(survey: SurveySettings, situation: Situation): boolean {
  return rulesFor(situation).every(rule => rule(survey, situation))
}

/**
 * Whether every rule lets the survey ask, but for those about the moment. A trigger on a page that `never` names, or
 * while the visitor types, is not forgotten: it waits, and `mayAsk` decides just before the survey is shown.
 */
export function mayAskAtAnotherMoment(survey: SurveySettings, situation: Situation): boolean {
  return rulesFor(situation).every(rule => momentRules.includes(rule) || rule(survey, situation))
}

/**
 * The survey to ask, if only the moment is good, or null: a transactional one before a relationship one, then in the
 * order of the options. A survey with a wait before it asks (`after`) is judged for the end of that wait.
 */
export function chooseSurvey(situation: Situation): SurveySettings | null {
  const eligible = situation.settings.surveys.filter(survey =>
    mayAskAtAnotherMoment(survey, { ...situation, now: situation.now + survey.after }),
  )
  return eligible.find(({ kind }) => kind === 'transactional') ?? eligible[0] ?? null
}
