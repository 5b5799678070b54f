import { judgeSurvey } from '../../src/eligibility/judge.ts'
import type { RuleVerdict } from '../../src/eligibility/rule.ts'
import type { Situation } from '../../src/eligibility/situation.ts'
import { type Asking, emptyHistory, type History, type Outcome } from '../../src/history/history.ts'
import type { Settings, SurveySettings } from '../../src/options/settings.ts'
import type { RuleName } from '../../src/protocol/rule-name.ts'
import type { Trigger } from '../../src/protocol/trigger.ts'
import { parseDuration } from '../../src/time/duration.ts'
import type { Milliseconds } from '../../src/time/milliseconds.ts'

/** A Wednesday, at noon in UTC. */
export const noon: Milliseconds = Date.UTC(2026, 4, 6, 12)

export const minutes = (count: number): Milliseconds => count * 60_000
export const days = (count: number): Milliseconds => count * 86_400_000

/** A survey as the defaults make it. */
export function aSurvey(changes: Partial<SurveySettings> = {}): SurveySettings {
  return {
    id: 'checkout',
    triggers: ['checkout'],
    kind: 'transactional',
    stoppedBy: [],
    waitAfterAnswer: days(90),
    waitAfterDismissal: days(30),
    waitAfterIgnored: days(30),
    sample: 1,
    samplePeriod: 'quarter',
    minAge: 0,
    minVisits: 0,
    minPages: 0,
    from: null,
    until: null,
    hours: null,
    where: null,
    delay: 2000,
    after: 0,
    carryOver: parseDuration('30m') ?? 0,
    cancelOn: [],
    wait: null,
    placement: 'bottom-end',
    offset: 16,
    theme: 'auto',
    accent: null,
    surface: null,
    text: null,
    radius: null,
    font: null,
    dark: null,
    product: null,
    question: null,
    low: null,
    high: null,
    reason: null,
    scaleOrder: 'ascending',
    extra: null,
    contact: 'detractors',
    thanks: {},
    ...changes,
  }
}

/** A site as the defaults make it, with one survey. */
export function someSettings(changes: Partial<Settings> = {}): Settings {
  return {
    endpoint: 'https://shop.example/nps',
    site: 'main',
    company: null,
    locale: 'auto',
    surveys: [aSurvey()],
    enabled: true,
    test: false,
    debug: false,
    preview: true,
    waitBetween: days(30),
    maxPerYear: 4,
    waitAfterOptOut: days(365),
    never: [],
    triggers: [],
    thankYouPages: [],
    sources: {},
    dataLayer: 'dataLayer',
    report: 'answers',
    unsent: 'score',
    format: 'auto',
    headers: {},
    credentials: 'same-origin',
    storage: 'local',
    withoutMemory: 'skip',
    consent: 'not-needed',
    gpc: 'anonymous',
    automation: 'skip',
    visitorId: false,
    page: 'path',
    keepParameters: [],
    privacy: { url: null, note: null },
    askCollector: 'never',
    collectorTimeout: 1000,
    collectorSilent: 'skip',
    texts: {},
    ...changes,
  }
}

export function aTrigger(changes: Partial<Trigger> = {}): Trigger {
  return {
    name: 'checkout',
    ref: null,
    value: null,
    currency: null,
    source: 'ga4',
    at: noon,
    signature: null,
    properties: {},
    ...changes,
  }
}

/** A checkout at noon by a visitor whom nothing forbids to ask. */
export function aSituation(changes: Partial<Situation> = {}): Situation {
  return {
    now: noon,
    builtAt: noon - days(1000),
    settings: someSettings(),
    canRemember: true,
    history: emptyHistory,
    seen: null,
    respondent: null,
    trigger: aTrigger(),
    page: { path: '/thank-you', locale: 'en', referrer: null, device: 'desktop' },
    consent: true,
    gpc: false,
    automation: false,
    openElsewhere: false,
    askedInThisVisit: false,
    moment: null,
    collector: 'not-asked',
    opened: false,
    ...changes,
  }
}

/** One asking that began and ended at the same instant by a clock that was right. */
export function anAsking(outcome: Outcome, at: Milliseconds, survey = 'checkout'): Asking {
  const stamp = { at, seen: null }
  const hasEnd = outcome === 'answered' || outcome === 'dismissed'
  return { survey, asked: stamp, outcome, ended: hasEnd ? stamp : null }
}

export function aHistory(changes: Partial<History> = {}): History {
  return { ...emptyHistory, ...changes }
}

/** A rule's verdict on a survey in a situation. */
export type Judged = (survey: SurveySettings, situation: Situation) => RuleVerdict

export const ruleNamed =
  (name: RuleName): Judged =>
  (survey, situation) => {
    const verdict = judgeSurvey(survey, situation).rules.find(({ rule }) => rule === name)
    if (!verdict) throw new Error(`no rule of that name: ${name}`)
    return verdict
  }

/** A rule's verdicts at an instant, and at the instant before it. */
export function around(
  rule: Judged,
  survey: SurveySettings,
  situation: Situation,
  at: Milliseconds,
): boolean[] {
  return [at - 1, at].map(now => rule(survey, { ...situation, now }).pass)
}

/**
 * The instant from which a failing rule says that it would pass, made sure of: a millisecond before it fails, and then
 * it passes.
 */
export function exactFrom(rule: Judged, survey: SurveySettings, situation: Situation): RuleVerdict['from'] {
  const { pass, from } = rule(survey, situation)
  if (pass) throw new Error('it passes already')
  if (from !== null && String(around(rule, survey, situation, from)) !== 'false,true') {
    throw new Error(`it does not begin to pass at ${from}`)
  }
  return from
}
