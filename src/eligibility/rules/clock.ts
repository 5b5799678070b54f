import type { Rule, Show } from '../rule.ts'

/** A clock that shows a time before the loader was built is wrong, and nothing can be counted by it. */
export const clock: Rule = (_survey, { now, builtAt }) => now >= builtAt

export const showClock: Show = (_survey, { now, builtAt }) => [now, builtAt, builtAt]
