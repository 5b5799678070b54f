import { matchesPath } from '../path.ts'
import type { ExplainRule, Rule } from '../rule.ts'

/** The page is not one on which nobody is asked. */
export const never: Rule = (_survey, { page, settings }) =>
  !settings.never.some(pattern => matchesPath(pattern, page.path))

export const explainNever: ExplainRule = (_survey, { page, settings }) => [page.path, settings.never]
