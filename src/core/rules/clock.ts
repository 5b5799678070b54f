import type { Rule } from '../rule.ts'
import { verdict } from '../verdict.ts'

/** A clock that shows a time before the loader was built is wrong, and nothing can be counted by it. */
export const clock: Rule = (_survey, { now, builtAt }) =>
  verdict('clock', now >= builtAt, now, builtAt, builtAt)
