import type { RuleVerdict, SurveyVerdict } from './rule.ts'
import { always, unlessOpened } from './rules.ts'
import type { Milliseconds, Settings, SurveySettings } from './settings.ts'
import type { Situation } from './situation.ts'

function judgeRules(survey: SurveySettings, situation: Situation): RuleVerdict[] {
  return [
    ...always.map(rule => rule(survey, situation)),
    ...unlessOpened.map(rule => {
      const verdict = rule(survey, situation)
      return situation.opened ? { ...verdict, pass: true, from: null } : verdict
    }),
  ]
}

/** The instant at which the last of the failing rules would pass: 0 where none fails, NaN where one never would. */
function lastFrom(rules: readonly RuleVerdict[]): Milliseconds {
  return Math.max(0, ...rules.map(({ pass, from }) => (pass ? 0 : (from ?? Number.NaN))))
}

/** Judges one survey by every rule, so that it can be explained. */
export function judgeSurvey(survey: SurveySettings, situation: Situation): SurveyVerdict {
  const rules = judgeRules(survey, situation)
  const eligible = rules.every(({ pass }) => pass)
  let from: Milliseconds | null = null
  let last = lastFrom(rules)
  // A rule that passes now may no longer do so by then: hours end, and a sample's period does.
  while (last) {
    from = last
    last = lastFrom(judgeRules(survey, { ...situation, now: last }))
  }
  return { id: survey.id, eligible, from: last === 0 ? from : null, rules }
}

/** Judges every survey of the site, in the order of the options. */
export function judge(situation: Situation): SurveyVerdict[] {
  return situation.settings.surveys.map(survey => judgeSurvey(survey, situation))
}

/** The survey to ask now, or null: a transactional one before a relationship one, then in the order of the options. */
export function chooseSurvey(
  { surveys }: Pick<Settings, 'surveys'>,
  verdicts: readonly SurveyVerdict[],
): SurveySettings | null {
  const eligible = surveys.filter(({ id }) => verdicts.some(verdict => verdict.id === id && verdict.eligible))
  return eligible.find(({ kind }) => kind === 'transactional') ?? eligible[0] ?? null
}
