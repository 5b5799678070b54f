import type { Rule } from './rule.ts'
import { automation } from './rules/automation.ts'
import { clock } from './rules/clock.ts'
import { collector } from './rules/collector.ts'
import { consent } from './rules/consent.ts'
import { enabled } from './rules/enabled.ts'
import { from } from './rules/from.ts'
import { gpc } from './rules/gpc.ts'
import { hours } from './rules/hours.ts'
import { maxPerYear } from './rules/max-per-year.ts'
import { memory } from './rules/memory.ts'
import { minAge } from './rules/min-age.ts'
import { minPages } from './rules/min-pages.ts'
import { minVisits } from './rules/min-visits.ts'
import { moment } from './rules/moment.ts'
import { never } from './rules/never.ts'
import { optOut } from './rules/opt-out.ts'
import { otherTab } from './rules/other-tab.ts'
import { ref } from './rules/ref.ts'
import { sample } from './rules/sample.ts'
import { session } from './rules/session.ts'
import { trigger } from './rules/trigger.ts'
import { until } from './rules/until.ts'
import { waitAfterAnswer } from './rules/wait-after-answer.ts'
import { waitAfterDismissal } from './rules/wait-after-dismissal.ts'
import { waitAfterIgnored } from './rules/wait-after-ignored.ts'
import { waitBetween } from './rules/wait-between.ts'
import { where } from './rules/where.ts'
import { isWaitOver, type Wait } from './wait.ts'

/** Rules that depend on the history alone, whatever the trigger. */
const waits: readonly Wait[] = [
  waitAfterAnswer,
  waitAfterDismissal,
  waitAfterIgnored,
  waitBetween,
  maxPerYear,
  optOut,
]

/** Whether no wait is running. */
export const areWaitsOver: Rule = (survey, situation) =>
  waits.every(wait => isWaitOver(wait, survey, situation))

/** Rules for every survey, even one opened on purpose: outside its dates, for instance, there is no survey. */
export const alwaysRules: readonly Rule[] = [
  enabled,
  ref,
  otherTab,
  consent,
  gpc,
  automation,
  memory,
  clock,
  from,
  until,
  never,
]

/** Rules that protect visitors who did not ask for a survey, so they don't apply to one opened on purpose. */
export const unlessOpenedRules: readonly Rule[] = [
  areWaitsOver,
  trigger,
  session,
  sample,
  minAge,
  minVisits,
  minPages,
  hours,
  where,
  moment,
  collector,
]

/** Those of the rules above that are about this page at this moment. A trigger that they hold back waits for a better one. */
export const momentRules: readonly Rule[] = [never, moment, otherTab]
