import type { ExplainRule, Rule } from '../rule.ts'

/** One survey over all tabs of the site. */
export const otherTab: Rule = (_survey, { openElsewhere }) => !openElsewhere

export const explainOtherTab: ExplainRule = (_survey, { openElsewhere }) => [openElsewhere ?? false, false]
