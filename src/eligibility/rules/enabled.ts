import type { ExplainRule, Rule } from '../rule.ts'

/** The site's switch; and no option is wrong in a way in which no value of it would ask less. */
export const enabled: Rule = ({ stoppedBy }, { settings }) => settings.enabled && !stoppedBy.length

export const explainEnabled: ExplainRule = ({ stoppedBy }, { settings }) => [
  stoppedBy.length ? stoppedBy : settings.enabled,
  true,
]
