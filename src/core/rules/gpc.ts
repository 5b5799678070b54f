import type { Rule } from '../rule.ts'
import { verdict } from '../verdict.ts'

/** No Global Privacy Control, where the site minds it so. Shows the signal beside the site's choice. */
export const gpc: Rule = (_survey, { gpc, settings }) =>
  verdict('gpc', !gpc || settings.gpc !== 'skip', gpc, settings.gpc)
