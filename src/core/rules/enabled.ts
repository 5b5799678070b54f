import type { Rule } from '../rule.ts'
import { verdict } from '../verdict.ts'

/** The site's switch. */
export const enabled: Rule = (_survey, { settings }) =>
  verdict('enabled', settings.enabled, settings.enabled, true)
