import type { ExplainRule, Rule } from '../rule.ts'

/** The site's switch. */
export const enabled: Rule = (_survey, { settings }) => settings.enabled

export const explainEnabled: ExplainRule = (_survey, { settings }) => [settings.enabled, true]
