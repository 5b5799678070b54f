import type { SurveySettings } from '../options/settings.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import { furtherAlways } from './further-rules.ts'
import type { Rule, RuleName, RuleVerdict, Show, SurveyVerdict } from './rule.ts'
import { automation, showAutomation } from './rules/automation.ts'
import { clock, showClock } from './rules/clock.ts'
import { collector, showCollector } from './rules/collector.ts'
import { consent, showConsent } from './rules/consent.ts'
import { enabled, showEnabled } from './rules/enabled.ts'
import { from, showFrom } from './rules/from.ts'
import { gpc, showGpc } from './rules/gpc.ts'
import { hours, showHours } from './rules/hours.ts'
import { maxPerYear } from './rules/max-per-year.ts'
import { memory, showMemory } from './rules/memory.ts'
import { minAge, showMinAge } from './rules/min-age.ts'
import { minPages, showMinPages } from './rules/min-pages.ts'
import { minVisits, showMinVisits } from './rules/min-visits.ts'
import { moment, showMoment } from './rules/moment.ts'
import { never, showNever } from './rules/never.ts'
import { optOut } from './rules/opt-out.ts'
import { otherTab, showOtherTab } from './rules/other-tab.ts'
import { ref, showRef } from './rules/ref.ts'
import { sample, showSample } from './rules/sample.ts'
import { session, showSession } from './rules/session.ts'
import { showTrigger, trigger } from './rules/trigger.ts'
import { showUntil, until } from './rules/until.ts'
import { waitAfterAnswer } from './rules/wait-after-answer.ts'
import { waitAfterDismissal } from './rules/wait-after-dismissal.ts'
import { waitAfterIgnored } from './rules/wait-after-ignored.ts'
import { waitBetween } from './rules/wait-between.ts'
import { showWhere, where } from './rules/where.ts'
import { always } from './rules.ts'
import type { Situation } from './situation.ts'
import { isOver, showWait, type Wait } from './wait.ts'

const waiting = (wait: Wait): [Rule, Show] => [
  (survey, situation) => isOver(wait, survey, situation),
  showWait(wait),
]

/** Every rule beside what is shown of it, in the order in which they are explained. */
const rules: Readonly<Record<RuleName, readonly [Rule, Show]>> = {
  enabled: [enabled, showEnabled],
  trigger: [trigger, showTrigger],
  ref: [ref, showRef],
  'wait-after-answer': waiting(waitAfterAnswer),
  'wait-after-dismissal': waiting(waitAfterDismissal),
  'wait-after-ignored': waiting(waitAfterIgnored),
  'wait-between': waiting(waitBetween),
  'max-per-year': waiting(maxPerYear),
  'opt-out': waiting(optOut),
  sample: [sample, showSample],
  'min-age': [minAge, showMinAge],
  'min-visits': [minVisits, showMinVisits],
  'min-pages': [minPages, showMinPages],
  from: [from, showFrom],
  until: [until, showUntil],
  hours: [hours, showHours],
  where: [where, showWhere],
  session: [session, showSession],
  'other-tab': [otherTab, showOtherTab],
  consent: [consent, showConsent],
  gpc: [gpc, showGpc],
  automation: [automation, showAutomation],
  memory: [memory, showMemory],
  never: [never, showNever],
  moment: [moment, showMoment],
  clock: [clock, showClock],
  collector: [collector, showCollector],
}

const holdsWhenOpened = [...always, ...furtherAlways]
const ruleNames = Object.keys(rules) as RuleName[]

function verdicts(survey: SurveySettings, situation: Situation): RuleVerdict[] {
  return ruleNames.map(name => {
    const [rule, show] = rules[name]
    const pass = (situation.opened && !holdsWhenOpened.includes(rule)) || rule(survey, situation)
    const [found, allowed, from = Number.NaN] = show(survey, situation)
    return { rule: name, pass, found, allowed, from: !pass && Number.isFinite(from) ? from : null }
  })
}

/** The instant at which the last of the failing rules would pass: 0 where none fails, NaN where one never would. */
function lastFrom(rules: readonly RuleVerdict[]): Milliseconds {
  return Math.max(0, ...rules.map(({ pass, from }) => (pass ? 0 : (from ?? Number.NaN))))
}

/**
 * Judges one survey by every rule, so that it can be explained. It is eligible exactly where `chooseSurvey` could
 * choose it, but for one that asks on purpose later.
 */
export function judgeSurvey(survey: SurveySettings, situation: Situation): SurveyVerdict {
  const all = verdicts(survey, situation)
  let from: Milliseconds | null = null
  let last = lastFrom(all)
  // A rule that passes now may no longer do so by then: hours end, and a sample's period does.
  while (last) {
    from = last
    last = lastFrom(verdicts(survey, { ...situation, now: last }))
  }
  return {
    id: survey.id,
    eligible: all.every(({ pass }) => pass),
    from: last === 0 ? from : null,
    rules: all,
  }
}

/** Judges every survey of the site, in the order of the options. */
export function judge(situation: Situation): SurveyVerdict[] {
  return situation.settings.surveys.map(survey => judgeSurvey(survey, situation))
}
