import type { Rule } from '../rule.ts'
import { verdict } from '../verdict.ts'

/** An asking could be remembered, unless the site asks without. Shows whether beside the site's choice. */
export const memory: Rule = (_survey, { canRemember, settings }) =>
  verdict('memory', canRemember || settings.withoutMemory === 'ask', canRemember, settings.withoutMemory)
