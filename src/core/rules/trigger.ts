import type { Rule } from '../rule.ts'
import { verdict } from '../verdict.ts'

/** Something happened that sets this survey off. */
export const trigger: Rule = ({ triggers }, { trigger }) => {
  const name = trigger?.name ?? null
  return verdict('trigger', name !== null && triggers.includes(name), name, triggers)
}
