import type { Rule, Show } from '../rule.ts'

/** The visitor has consented, where the site needs that. */
export const consent: Rule = (_survey, { consent }) => consent

export const showConsent: Show = (_survey, { consent }) => [consent, true]
