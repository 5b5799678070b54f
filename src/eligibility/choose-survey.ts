import type { SurveySettings } from '../options/settings.ts'
import type { Rule } from './rule.ts'
import { alwaysRules, momentRules, unlessOpenedRules } from './rules.ts'
import type { Situation } from './situation.ts'

const rulesFor = ({ opened }: Situation): readonly Rule[] =>
  opened ? alwaysRules : [...alwaysRules, ...unlessOpenedRules]

/** Whether every rule lets the survey ask here and now: the same verdict as `judgeSurvey`, without reasons. */
export function mayAsk(survey: SurveySettings, situation: Situation): boolean {
  return rulesFor(situation).every(rule => rule(survey, situation))
}

/**
 * Whether every rule except those about the moment lets the survey ask. A trigger on a page that `never` names, or while
 * the visitor is typing, is not forgotten: it waits, and `mayAsk` decides just before the survey is shown.
 */
export function mayAskAtAnotherMoment(survey: SurveySettings, situation: Situation): boolean {
  return rulesFor(situation).every(rule => momentRules.includes(rule) || rule(survey, situation))
}

/**
 * The survey to ask once the moment is good, or null: transactional surveys before relationship ones, then in the order of
 * the options. A survey with a wait before it asks (`after`) is judged for the end of that wait.
 */
export function chooseSurvey(situation: Situation): SurveySettings | null {
  const eligible = situation.settings.surveys.filter(survey =>
    mayAskAtAnotherMoment(survey, { ...situation, now: situation.now + survey.after }),
  )
  return eligible.find(({ kind }) => kind === 'transactional') ?? eligible[0] ?? null
}
