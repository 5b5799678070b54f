import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayAsk } from '../../src/eligibility/choose-survey.ts'
import { judgeSurvey } from '../../src/eligibility/judge.ts'
import { quietUntil } from '../../src/eligibility/quiet-time.ts'
import type { Situation } from '../../src/eligibility/situation.ts'
import { type Asking, type History, noteFuture, type Outcome, type Stamp } from '../../src/history/history.ts'
import type { RuleSettings } from '../../src/options/settings.ts'
import { aHistory, aSituation, aSurvey, days, minutes, noon, someSettings } from './situations.ts'

const some = <Value>(...values: Value[]) => fc.constantFrom(...values)
const length = some(0, 1, minutes(5), days(1), days(30), days(90), days(180), days(400))
const stamp: fc.Arbitrary<Stamp> = fc
  .tuple(
    fc.integer({ min: -days(500), max: days(300) }),
    fc.option(fc.integer({ min: -days(400), max: days(20) })),
  )
  .map(([at, seen]) => ({ at: noon + at, seen: seen === null || seen > at ? null : noon + seen }))
const asking: fc.Arbitrary<Asking> = fc
  .record({
    survey: some('checkout', 'checkout', 'support'),
    asked: stamp,
    outcome: some<Outcome>('open', 'answered', 'dismissed', 'ignored', 'lost'),
  })
  .map(one => ({
    ...one,
    ended: one.outcome === 'answered' || one.outcome === 'dismissed' ? one.asked : null,
  }))
const history: fc.Arbitrary<History> = fc
  .record({
    askings: fc.array(asking, { maxLength: 6 }),
    streaks: fc.record({ checkout: fc.integer({ min: 0, max: 5 }) }),
    optOuts: fc.array(stamp, { maxLength: 2 }),
    seed: fc.nat(0xffffffff),
  })
  .map(changes => noteFuture(aHistory(changes), noon))

const rules: fc.Arbitrary<Partial<RuleSettings>> = fc.record(
  {
    waitAfterAnswer: length,
    waitAfterDismissal: length,
    waitAfterIgnored: length,
    sample: some(1, 0.7),
    samplePeriod: some('month' as const, 'quarter' as const),
    minAge: length,
    from: some(noon - 1, noon, noon + days(3)),
    until: some(noon + days(40), noon + days(900)),
    hours: fc.record({
      days: fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }),
      from: some(0, 90, 547, 1320),
      to: some(60, 1020, 1440),
      zone: some('UTC', 'Europe/Stockholm', 'America/St_Johns'),
    }),
  },
  { requiredKeys: [] },
)

const situation: fc.Arbitrary<Situation> = fc
  .tuple(history, rules, length, some(1, 2, 4), some(noon - days(9), noon + 5))
  .map(([history, rules, waitBetween, maxPerYear, builtAt]) =>
    aSituation({
      history,
      builtAt,
      seen: { firstVisitAt: noon - days(20), visits: 3, pages: 2 },
      settings: someSettings({ surveys: [aSurvey(rules)], waitBetween, maxPerYear }),
    }),
  )

const judged = (around: Situation) => judgeSurvey(around.settings.surveys[0] ?? aSurvey(), around)

test('the instant from which a rule would pass is exact', { timeout: 60_000 }, () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(situation, around => {
      for (const { rule, pass, from } of judged(around).rules) {
        if (from === null) continue
        const passesAt = (now: number) =>
          judged({ ...around, now }).rules.find(one => one.rule === rule)?.pass
        expect([rule, pass, passesAt(from - 1), passesAt(from)]).toEqual([rule, false, false, true])
        seen.add(rule)
      }
    }),
    { numRuns: 120 },
  )

  expect([...seen].sort()).toEqual([
    'clock',
    'from',
    'hours',
    'max-per-year',
    'min-age',
    'opt-out',
    'wait-after-answer',
    'wait-after-dismissal',
    'wait-after-ignored',
    'wait-between',
  ])
})

test('the instant from which a survey may ask is exact, and asking agrees with explaining', {
  timeout: 60_000,
}, () => {
  let froms = 0
  fc.assert(
    fc.property(situation, around => {
      const isAsked = (now: number) =>
        around.settings.surveys.some(survey => mayAsk(survey, { ...around, now }))
      const { eligible, from } = judged(around)
      expect(isAsked(around.now)).toBe(eligible)
      if (from === null) return
      expect([eligible, isAsked(from - 1), isAsked(from)]).toEqual([false, false, true])
      froms++
    }),
    { numRuns: 250 },
  )

  expect(froms).toBeGreaterThan(50)
})

test('the quiet time is a day at both ends of which nobody could be asked, or none', {
  timeout: 60_000,
}, () => {
  let quiet = 0
  fc.assert(
    fc.property(situation, around => {
      const isResting = (now: number) =>
        judged({ ...around, now }).rules.some(
          ({ rule, pass }) => !pass && (/^wait|^max|^opt/.test(rule) || rule === 'from'),
        )
      const { now } = around
      const isQuiet = isResting(now) && isResting(now + days(1) - 1)
      expect(quietUntil(around)).toBe(isQuiet ? now + days(1) : null)
      if (isQuiet) quiet++
    }),
    { numRuns: 400 },
  )

  expect(quiet).toBeGreaterThan(40)
})
