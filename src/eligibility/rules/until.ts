import type { ExplainRule, Rule } from '../rule.ts'

/** The survey has not ended; `until` is the first instant at which it has. */
export const until: Rule = ({ until }, { now }) => until === null || now < until

export const explainUntil: ExplainRule = ({ until }, { now }) => [now, until]
