import type { ExplainRule, Rule } from '../rule.ts'

/** No Global Privacy Control, where the site minds it so. */
export const gpc: Rule = (_survey, { gpc, settings }) => !gpc || settings.gpc !== 'skip'

/** The signal, beside the site's choice. */
export const explainGpc: ExplainRule = (_survey, { gpc, settings }) => [gpc, settings.gpc]
