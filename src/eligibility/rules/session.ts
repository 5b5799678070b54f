import type { Rule, Show } from '../rule.ts'

/** At most one asking per visit. */
export const session: Rule = (_survey, { askedInThisVisit }) => !askedInThisVisit

export const showSession: Show = (_survey, { askedInThisVisit }) => [askedInThisVisit, false]
