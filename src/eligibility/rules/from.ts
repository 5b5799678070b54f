import type { Rule, Show } from '../rule.ts'

/** The survey has begun. */
export const from: Rule = ({ from }, { now }) => now >= (from ?? 0)

export const showFrom: Show = ({ from }, { now }) => [now, from, from ?? 0]
