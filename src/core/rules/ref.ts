import { hashRef } from '../hash.ts'
import type { Rule } from '../rule.ts'
import { verdict } from '../verdict.ts'

/** The same order or ticket asks once. */
export const ref: Rule = (_survey, { trigger, settings, history }) => {
  const ref = trigger?.ref ?? null
  const isNew = !trigger || ref === null || !history.refs.includes(hashRef(settings.site, trigger.name, ref))
  return verdict('ref', isNew, ref, null)
}
