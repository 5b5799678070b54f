import type { Rule, Show } from '../rule.ts'

/** Something happened that sets this survey off. */
export const trigger: Rule = ({ triggers }, { trigger }) => !!trigger && triggers.includes(trigger.name)

export const showTrigger: Show = ({ triggers }, { trigger }) => [trigger?.name ?? null, triggers]
