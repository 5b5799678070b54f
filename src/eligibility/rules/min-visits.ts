import type { ExplainRule, Rule } from '../rule.ts'

/** The visitor has come often enough, including this visit. */
export const minVisits: Rule = ({ minVisits }, { seen }) => (seen?.visits ?? 0) >= minVisits

export const explainMinVisits: ExplainRule = ({ minVisits }, { seen }) => [seen?.visits ?? 0, minVisits]
