import type { ExplainRule, Rule } from '../rule.ts'

/** The survey has begun. */
export const from: Rule = ({ from }, { now }) => now >= (from ?? 0)

export const explainFrom: ExplainRule = ({ from }, { now }) => [now, from, from ?? 0]
