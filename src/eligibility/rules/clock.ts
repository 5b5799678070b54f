import type { ExplainRule, Rule } from '../rule.ts'

/** The clock is not obviously wrong: one that shows a time before the loader was built can't be used for counting. */
export const clock: Rule = (_survey, { now, builtAt }) => now >= builtAt

export const explainClock: ExplainRule = (_survey, { now, builtAt }) => [now, builtAt, builtAt]
