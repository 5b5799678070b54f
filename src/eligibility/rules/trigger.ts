import type { ExplainRule, Rule } from '../rule.ts'

/** Something happened that sets this survey off. */
export const trigger: Rule = ({ triggers }, { trigger }) => !!trigger && triggers.includes(trigger.name)

export const explainTrigger: ExplainRule = ({ triggers }, { trigger }) => [trigger?.name ?? null, triggers]
