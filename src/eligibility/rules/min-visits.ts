import type { ExplainRule, Rule } from '../rule.ts'

/** So many visits, this one included. */
export const minVisits: Rule = ({ minVisits }, { seen }) => (seen?.visits ?? 0) >= minVisits

export const explainMinVisits: ExplainRule = ({ minVisits }, { seen }) => [seen?.visits ?? 0, minVisits]
