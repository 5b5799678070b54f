import type { SurveySettings } from '../options/settings.ts'
import type { RuleName } from '../protocol/rule-name.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import type { ExplainRule, Rule, RuleVerdict, SurveyVerdict } from './rule.ts'
import { automation, explainAutomation } from './rules/automation.ts'
import { clock, explainClock } from './rules/clock.ts'
import { collector, explainCollector } from './rules/collector.ts'
import { consent, explainConsent } from './rules/consent.ts'
import { enabled, explainEnabled } from './rules/enabled.ts'
import { explainFrom, from } from './rules/from.ts'
import { explainGpc, gpc } from './rules/gpc.ts'
import { explainHours, hours } from './rules/hours.ts'
import { maxPerYear } from './rules/max-per-year.ts'
import { explainMemory, memory } from './rules/memory.ts'
import { explainMinAge, minAge } from './rules/min-age.ts'
import { explainMinPages, minPages } from './rules/min-pages.ts'
import { explainMinVisits, minVisits } from './rules/min-visits.ts'
import { explainMoment, moment } from './rules/moment.ts'
import { explainNever, never } from './rules/never.ts'
import { optOut } from './rules/opt-out.ts'
import { explainOtherTab, otherTab } from './rules/other-tab.ts'
import { explainRef, ref } from './rules/ref.ts'
import { explainSample, sample } from './rules/sample.ts'
import { explainSession, session } from './rules/session.ts'
import { explainTrigger, trigger } from './rules/trigger.ts'
import { explainUntil, until } from './rules/until.ts'
import { waitAfterAnswer } from './rules/wait-after-answer.ts'
import { waitAfterDismissal } from './rules/wait-after-dismissal.ts'
import { waitAfterIgnored } from './rules/wait-after-ignored.ts'
import { waitBetween } from './rules/wait-between.ts'
import { explainWhere, where } from './rules/where.ts'
import { alwaysRules } from './rules.ts'
import type { Situation } from './situation.ts'
import { explainWait, isWaitOver, type Wait } from './wait.ts'

const waiting = (wait: Wait): [Rule, ExplainRule] => [
  (survey, situation) => isWaitOver(wait, survey, situation),
  explainWait(wait),
]

/** Every rule, and what explains it, in the order in which they are explained. */
const rules: Readonly<Record<RuleName, readonly [Rule, ExplainRule]>> = {
  enabled: [enabled, explainEnabled],
  trigger: [trigger, explainTrigger],
  ref: [ref, explainRef],
  'wait-after-answer': waiting(waitAfterAnswer),
  'wait-after-dismissal': waiting(waitAfterDismissal),
  'wait-after-ignored': waiting(waitAfterIgnored),
  'wait-between': waiting(waitBetween),
  'max-per-year': waiting(maxPerYear),
  'opt-out': waiting(optOut),
  sample: [sample, explainSample],
  'min-age': [minAge, explainMinAge],
  'min-visits': [minVisits, explainMinVisits],
  'min-pages': [minPages, explainMinPages],
  from: [from, explainFrom],
  until: [until, explainUntil],
  hours: [hours, explainHours],
  where: [where, explainWhere],
  session: [session, explainSession],
  'other-tab': [otherTab, explainOtherTab],
  consent: [consent, explainConsent],
  gpc: [gpc, explainGpc],
  automation: [automation, explainAutomation],
  memory: [memory, explainMemory],
  never: [never, explainNever],
  moment: [moment, explainMoment],
  clock: [clock, explainClock],
  collector: [collector, explainCollector],
}

const ruleNames = Object.keys(rules) as RuleName[]

function verdicts(survey: SurveySettings, situation: Situation): RuleVerdict[] {
  return ruleNames.map(name => {
    const [rule, show] = rules[name]
    const pass = (situation.opened && !alwaysRules.includes(rule)) || rule(survey, situation)
    const [found, allowed, from = Number.NaN] = show(survey, situation)
    return { rule: name, pass, found, allowed, from: !pass && Number.isFinite(from) ? from : null }
  })
}

/** The instant at which the last of the failing rules would pass: 0 if none fails, NaN if one never would. */
function lastFrom(rules: readonly RuleVerdict[]): Milliseconds {
  return Math.max(0, ...rules.map(({ pass, from }) => (pass ? 0 : (from ?? Number.NaN))))
}

/**
 * Judges one survey by every rule, so that the verdict can be explained. It is eligible exactly when `mayAsk` lets it ask.
 */
export function judgeSurvey(survey: SurveySettings, situation: Situation): SurveyVerdict {
  const all = verdicts(survey, situation)
  let from: Milliseconds | null = null
  let last = lastFrom(all)
  // A rule that passes now may not pass by then: opening hours end, and so does a sample's period.
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
