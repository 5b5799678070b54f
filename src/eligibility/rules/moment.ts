import type { Rule, Show } from '../rule.ts'

/** Nothing that a survey would disturb. */
export const moment: Rule = (_survey, { moment }) => !moment

export const showMoment: Show = (_survey, { moment }) => [moment ?? null, null]
