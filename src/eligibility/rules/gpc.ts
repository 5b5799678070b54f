import type { ExplainRule, Rule } from '../rule.ts'

/** There is no Global Privacy Control signal, or the site doesn't treat it as a refusal. */
export const gpc: Rule = (_survey, { gpc, settings }) => !gpc || settings.gpc !== 'skip'

/** The signal, and the site's choice. */
export const explainGpc: ExplainRule = (_survey, { gpc, settings }) => [gpc, settings.gpc]
