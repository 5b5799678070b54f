import type { Rule, Show } from '../rule.ts'

/** So many visits, this one included. */
export const minVisits: Rule = ({ minVisits }, { seen }) => (seen?.visits ?? 0) >= minVisits

export const showMinVisits: Show = ({ minVisits }, { seen }) => [seen?.visits ?? 0, minVisits]
