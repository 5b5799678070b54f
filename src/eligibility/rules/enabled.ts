import type { ExplainRule, Rule } from '../rule.ts'

/** The site has asking switched on, and no option is wrong in such a way that no value of it would ask less. */
export const enabled: Rule = ({ stoppedBy }, { settings }) => settings.enabled && !stoppedBy.length

export const explainEnabled: ExplainRule = ({ stoppedBy }, { settings }) => [
  stoppedBy.length ? stoppedBy : settings.enabled,
  true,
]
