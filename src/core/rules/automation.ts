import type { Rule } from '../rule.ts'
import { verdict } from '../verdict.ts'

/** No browser that a program drives, unless the site asks those too. Shows which it is beside the site's choice. */
export const automation: Rule = (_survey, { automation, settings }) =>
  verdict('automation', !automation || settings.automation === 'ask', automation, settings.automation)
