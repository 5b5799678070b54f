import type { ExplainRule, Rule } from '../rule.ts'

/** At most one survey is open in all tabs of the site. */
export const otherTab: Rule = (_survey, { openElsewhere }) => !openElsewhere

export const explainOtherTab: ExplainRule = (_survey, { openElsewhere }) => [openElsewhere ?? false, false]
