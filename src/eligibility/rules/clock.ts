import type { ExplainRule, Rule } from '../rule.ts'

/** A clock that shows a time before the loader was built is wrong, and nothing can be counted by it. */
export const clock: Rule = (_survey, { now, builtAt }) => now >= builtAt

export const explainClock: ExplainRule = (_survey, { now, builtAt }) => [now, builtAt, builtAt]
