import type { ExplainRule, Rule } from '../rule.ts'

/** There is nothing that a survey would disturb. */
export const moment: Rule = (_survey, { moment }) => !moment

export const explainMoment: ExplainRule = (_survey, { moment }) => [moment ?? null, null]
