import type { Match, Scalar } from '../../schema/options.ts'
import { matches } from '../match.ts'
import { matchesPath } from '../path.ts'
import type { Rule } from '../rule.ts'
import { verdict } from '../verdict.ts'

/**
 * The audience: path, device, locale, referrer, traits, and the trigger's properties, value, currency, ref and source.
 * All must hold. Shows which do not, such as "traits.plan".
 */
export const where: Rule = ({ where }, { page, respondent, trigger }) => {
  if (where === 'unreadable') return verdict('where', false, where, null)
  const { path, traits, trigger: happened, ...visitor } = where ?? {}
  const missing = (wanted: Readonly<Record<string, Match>> = {}, values: object = {}, prefix = '') =>
    Object.entries(wanted).flatMap(([name, match]) =>
      matches(match, (values as Readonly<Record<string, Scalar | null>>)[name]) ? [] : prefix + name,
    )
  const found = [
    ...(!path || path.some(pattern => matchesPath(pattern, page.path)) ? [] : ['path']),
    ...missing(visitor, page),
    ...missing(traits, respondent?.traits, 'traits.'),
    ...missing(happened, { ...trigger?.properties, ...trigger }, 'trigger.'),
  ]
  return verdict('where', !found.length, found, [])
}
