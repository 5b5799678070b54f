import type { ExplainRule, Rule } from '../rule.ts'

/** Something happened that triggers this survey. */
export const trigger: Rule = ({ triggers }, { trigger }) => !!trigger && triggers.includes(trigger.name)

export const explainTrigger: ExplainRule = ({ triggers }, { trigger }) => [trigger?.name ?? null, triggers]
