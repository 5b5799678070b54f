import type { Rule, Show } from '../rule.ts'

/** One survey over all tabs of the site. */
export const otherTab: Rule = (_survey, { openElsewhere }) => !openElsewhere

export const showOtherTab: Show = (_survey, { openElsewhere }) => [openElsewhere ?? false, false]
