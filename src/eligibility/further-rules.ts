import type { Rule } from './rule.ts'
import { collector } from './rules/collector.ts'
import { from } from './rules/from.ts'
import { hours } from './rules/hours.ts'
import { minAge } from './rules/min-age.ts'
import { minPages } from './rules/min-pages.ts'
import { minVisits } from './rules/min-visits.ts'
import { moment } from './rules/moment.ts'
import { never } from './rules/never.ts'
import { until } from './rules/until.ts'
import { where } from './rules/where.ts'

/**
 * The dates and the pages that hold for a survey that was opened on purpose too: outside its dates there is no survey.
 */
export const furtherAlways: readonly Rule[] = [from, until, never]

/** The others do not: they spare visitors who did not ask for it. */
const furtherUnlessOpened: readonly Rule[] = [minAge, minVisits, minPages, hours, where, moment, collector]

/** The rules of options that few sites use, all of them. */
export const furtherRules: Rule = (survey, situation) =>
  [...furtherAlways, ...(situation.opened ? [] : furtherUnlessOpened)].every(rule => rule(survey, situation))
