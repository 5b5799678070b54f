import type { ExplainRule, Rule } from '../rule.ts'

/** The visitor has consented, if the site needs that. */
export const consent: Rule = (_survey, { consent }) => consent

export const explainConsent: ExplainRule = (_survey, { consent }) => [consent, true]
