import type { Rule } from '../rule.ts'
import { verdict } from '../verdict.ts'

/** Nothing that a survey would disturb. */
export const moment: Rule = (_survey, { moment }) => verdict('moment', moment === null, moment, null)
