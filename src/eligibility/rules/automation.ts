import type { ExplainRule, Rule } from '../rule.ts'

/** No browser that a program drives, unless the site asks those too. */
export const automation: Rule = (_survey, { automation, settings }) =>
  !automation || settings.automation === 'ask'

/** Whether a program drives it, beside the site's choice. */
export const explainAutomation: ExplainRule = (_survey, { automation, settings }) => [
  automation,
  settings.automation,
]
