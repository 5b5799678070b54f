import type { SurveySettings } from '../options/settings.ts'
import type { Rule } from './rule.ts'
import { always, unlessOpened } from './rules.ts'
import type { Situation } from './situation.ts'

/** Whether the rules of options that few sites use let a survey pass: dates, hours, audience, `never`. */
export type FurtherRules = Rule

/** Whether every rule passes: the verdict of `judgeSurvey` without its reasons, for a page that pays by the byte. */
export function mayAsk(survey: SurveySettings, situation: Situation, further: FurtherRules): boolean {
  const rules = [...always, further, ...(situation.opened ? [] : unlessOpened)]
  return rules.every(rule => rule(survey, situation))
}

/**
 * The survey to ask, or null: a transactional one before a relationship one, then in the order of the options. One that
 * asks on purpose later (`after`) is judged as of then; all are judged again when they are shown.
 */
export function chooseSurvey(situation: Situation, further: FurtherRules): SurveySettings | null {
  const eligible = situation.settings.surveys.filter(survey =>
    mayAsk(survey, { ...situation, now: situation.now + survey.after }, further),
  )
  return eligible.find(({ kind }) => kind === 'transactional') ?? eligible[0] ?? null
}
