import type { Rule, Show } from '../rule.ts'

/** No Global Privacy Control, where the site minds it so. */
export const gpc: Rule = (_survey, { gpc, settings }) => !gpc || settings.gpc !== 'skip'

/** The signal, beside the site's choice. */
export const showGpc: Show = (_survey, { gpc, settings }) => [gpc, settings.gpc]
