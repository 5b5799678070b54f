import { ownOf } from '../../options/own.ts'
import type { Match } from '../../options/schema.ts'
import type { SurveySettings } from '../../options/settings.ts'
import type { Scalar } from '../../protocol/trigger.ts'
import { matches } from '../match.ts'
import { matchesPath } from '../path.ts'
import type { ExplainRule, Rule } from '../rule.ts'
import type { Situation } from '../situation.ts'

/** The audience as it was read from the options. */
type Audience = Exclude<SurveySettings['where'], 'unreadable' | null>

/** The parts of the audience that don't match, such as "device" or "traits.plan". */
function missingFrom({ where }: SurveySettings, { page, respondent, trigger }: Situation): string[] {
  if (where === 'unreadable') return ['unreadable']
  const { path, traits, trigger: happened, ...visitor } = ownOf(where) as Audience
  const missing = (wanted: Readonly<Record<string, Match>> = {}, values: object = {}, prefix = '') =>
    Object.entries(wanted).flatMap(([name, match]) =>
      matches(match, (values as Readonly<Record<string, Scalar | null>>)[name]) ? [] : prefix + name,
    )
  return [
    ...(!path || path.some(pattern => matchesPath(pattern, page.path)) ? [] : ['path']),
    ...missing(visitor, page),
    ...missing(traits, respondent?.traits, 'traits.'),
    ...missing(happened, { ...trigger?.properties, ...trigger }, 'trigger.'),
  ]
}

/**
 * The visitor is in the audience: path, device, locale, referrer, traits, and the trigger's properties, value, currency,
 * ref and source. All must match.
 */
export const where: Rule = (survey, situation) => !missingFrom(survey, situation).length

/** The parts that don't match. */
export const explainWhere: ExplainRule = (survey, situation) => [missingFrom(survey, situation), null]
