import type { Rule } from '../rule.ts'
import { verdict } from '../verdict.ts'

/** So many visits, this one included. */
export const minVisits: Rule = ({ minVisits }, { seen }) => {
  const visits = seen?.visits ?? 0
  return verdict('min-visits', visits >= minVisits, visits, minVisits)
}
