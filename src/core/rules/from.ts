import type { Rule } from '../rule.ts'
import { verdict } from '../verdict.ts'

/** The survey has begun. */
export const from: Rule = ({ from }, { now }) => verdict('from', now >= (from ?? 0), now, from, from ?? 0)
