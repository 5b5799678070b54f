import type { ExplainRule, Rule } from '../rule.ts'

/** An asking could be remembered, unless the site asks without memory, too. */
export const memory: Rule = (_survey, { canRemember, settings }) =>
  canRemember || settings.withoutMemory === 'ask'

/** Whether it could, and the site's choice. */
export const explainMemory: ExplainRule = (_survey, { canRemember, settings }) => [
  canRemember,
  settings.withoutMemory,
]
