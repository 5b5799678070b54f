import type { SurveySettings } from '../options/settings.ts'
import type { RuleName } from '../protocol/rule-name.ts'
import type { Rule } from './rule.ts'
import { automation } from './rules/automation.ts'
import { clock } from './rules/clock.ts'
import { collector } from './rules/collector.ts'
import { enabled } from './rules/enabled.ts'
import { from } from './rules/from.ts'
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
import { until } from './rules/until.ts'
import { waitAfterAnswer } from './rules/wait-after-answer.ts'
import { waitAfterDismissal } from './rules/wait-after-dismissal.ts'
import { waitAfterIgnored } from './rules/wait-after-ignored.ts'
import { waitBetween } from './rules/wait-between.ts'
import { where } from './rules/where.ts'
import type { Situation } from './situation.ts'
import { isWaitOver, type Wait } from './wait.ts'

type Named = readonly [RuleName, Rule]

const wait = (name: RuleName, rule: Wait): Named => [
  name,
  (survey, situation) => isWaitOver(rule, survey, situation),
]

/**
 * In the order in which `explain` shows them, without those that are never reported: whether the trigger is awaited, and
 * privacy.
 */
const named: readonly Named[] = [
  ['enabled', enabled],
  ['ref', ref],
  wait('wait-after-answer', waitAfterAnswer),
  wait('wait-after-dismissal', waitAfterDismissal),
  wait('wait-after-ignored', waitAfterIgnored),
  wait('wait-between', waitBetween),
  wait('max-per-year', maxPerYear),
  wait('opt-out', optOut),
  ['sample', sample],
  ['min-age', minAge],
  ['min-visits', minVisits],
  ['min-pages', minPages],
  ['from', from],
  ['until', until],
  ['hours', hours],
  ['where', where],
  ['session', session],
  ['other-tab', otherTab],
  ['automation', automation],
  ['memory', memory],
  ['never', never],
  ['moment', moment],
  ['clock', clock],
  ['collector', collector],
]

/** The name of the first rule that keeps a survey from asking here and now; undefined if none of these does. */
export const firstAgainst = (survey: SurveySettings, situation: Situation): RuleName | undefined =>
  named.find(([, rule]) => !rule(survey, situation))?.[0]
