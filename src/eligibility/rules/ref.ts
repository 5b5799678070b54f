import { hashRef } from '../../history/hash.ts'
import type { ExplainRule, Rule } from '../rule.ts'

/** The same order or ticket is asked about only once. */
export const ref: Rule = (_survey, { trigger, settings, history }) =>
  trigger?.ref == null || !history.refs.includes(hashRef(settings.site, trigger.name, trigger.ref))

export const explainRef: ExplainRule = (_survey, { trigger }) => [trigger?.ref ?? null, null]
