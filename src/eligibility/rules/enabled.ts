import type { Rule, Show } from '../rule.ts'

/** The site's switch. */
export const enabled: Rule = (_survey, { settings }) => settings.enabled

export const showEnabled: Show = (_survey, { settings }) => [settings.enabled, true]
