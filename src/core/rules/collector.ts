import type { Rule } from '../rule.ts'
import { verdict } from '../verdict.ts'

/** The collector did not keep silent, unless the site asks then too. Shows what it did beside the site's choice. */
export const collector: Rule = (_survey, { collector, settings }) =>
  verdict(
    'collector',
    collector !== 'silent' || settings.collectorSilent === 'ask',
    collector,
    settings.collectorSilent,
  )
