import type { ExplainRule, Rule } from '../rule.ts'

/** The collector did not stay silent, unless the site asks even then. */
export const collector: Rule = (_survey, { collector, settings }) =>
  collector !== 'silent' || settings.collectorSilent === 'ask'

/** What it did, and the site's choice. */
export const explainCollector: ExplainRule = (_survey, { collector, settings }) => [
  collector ?? 'not-asked',
  settings.collectorSilent,
]
