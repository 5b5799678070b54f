import type { ExplainRule, Rule } from '../rule.ts'

/** The collector did not keep silent, unless the site asks then too. */
export const collector: Rule = (_survey, { collector, settings }) =>
  collector !== 'silent' || settings.collectorSilent === 'ask'

/** What it did, beside the site's choice. */
export const explainCollector: ExplainRule = (_survey, { collector, settings }) => [
  collector ?? 'not-asked',
  settings.collectorSilent,
]
