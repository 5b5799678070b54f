import type { ExplainRule, Rule } from '../rule.ts'

/** So many page views in this visit, this one included. */
export const minPages: Rule = ({ minPages }, { seen }) => (seen?.pages ?? 0) >= minPages

export const explainMinPages: ExplainRule = ({ minPages }, { seen }) => [seen?.pages ?? 0, minPages]
