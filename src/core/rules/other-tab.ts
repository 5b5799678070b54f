import type { Rule } from '../rule.ts'
import { verdict } from '../verdict.ts'

/** One survey over all tabs of the site. */
export const otherTab: Rule = (_survey, { openElsewhere }) =>
  verdict('other-tab', !openElsewhere, openElsewhere, false)
