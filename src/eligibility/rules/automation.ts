import type { ExplainRule, Rule } from '../rule.ts'

/** The browser is not driven by a program, unless the site asks those, too. */
export const automation: Rule = (_survey, { automation, settings }) =>
  !automation || settings.automation === 'ask'

/** Whether a program drives the browser, and the site's choice. */
export const explainAutomation: ExplainRule = (_survey, { automation, settings }) => [
  automation,
  settings.automation,
]
