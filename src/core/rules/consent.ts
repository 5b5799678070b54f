import type { Rule } from '../rule.ts'
import { verdict } from '../verdict.ts'

/** The visitor has consented, where the site needs that. */
export const consent: Rule = (_survey, { consent }) => verdict('consent', consent, consent, true)
