import type { ExplainRule, Rule } from '../rule.ts'

/** At most one asking per visit. */
export const session: Rule = (_survey, { askedInThisVisit }) => !askedInThisVisit

export const explainSession: ExplainRule = (_survey, { askedInThisVisit }) => [askedInThisVisit, false]
