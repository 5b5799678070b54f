import type { Rule } from '../rule.ts'
import { verdict } from '../verdict.ts'

/** The survey has not ended; `until` is the first instant at which it has. */
export const until: Rule = ({ until }, { now }) => verdict('until', until === null || now < until, now, until)
