import { matchesPath } from '../path.ts'
import type { Rule } from '../rule.ts'
import { verdict } from '../verdict.ts'

/** A page on which nobody is asked. */
export const never: Rule = (_survey, { page, settings }) =>
  verdict(
    'never',
    !settings.never.some(pattern => matchesPath(pattern, page.path)),
    page.path,
    settings.never,
  )
