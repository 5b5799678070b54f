import type { Rule } from '../rule.ts'
import { verdict } from '../verdict.ts'

/** At most one asking per visit. */
export const session: Rule = (_survey, { askedInThisVisit }) =>
  verdict('session', !askedInThisVisit, askedInThisVisit, false)
