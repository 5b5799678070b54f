import type { ExplainRule, Rule } from '../rule.ts'

/** The visitor has seen enough pages in this visit, including this one. */
export const minPages: Rule = ({ minPages }, { seen }) => (seen?.pages ?? 0) >= minPages

export const explainMinPages: ExplainRule = ({ minPages }, { seen }) => [seen?.pages ?? 0, minPages]
