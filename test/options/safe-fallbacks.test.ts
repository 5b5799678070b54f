import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mayAskAtAnotherMoment } from '../../src/eligibility/choose-survey.ts'
import { emptyHistory, type Outcome } from '../../src/history/history.ts'
import { asksNobody } from '../../src/options/kinds.ts'
import { readOptions } from '../../src/options/read-options.ts'
import { safeFallbacks } from '../../src/options/safe-fallbacks.ts'
import { anAsking, aSituation, days, noon } from '../eligibility/situations.ts'
import { tries } from '../support/thorough.ts'
import { sharedNames, siteNames, surveyNames, wrongValuesOf } from './wrong-values.ts'

const base = 'https://shop.example/'
const read = (options: Record<string, unknown>) => readOptions([{}, { endpoint: '/r', ...options }], base)

/** Options with one in it, of the site or of the only survey. */
const withOption = (name: string, value: unknown, ofSurvey: boolean) =>
  ofSurvey
    ? { surveys: [{ id: 'checkout', trigger: 'checkout', [name]: value }] }
    : { surveys: [{ id: 'checkout', trigger: 'checkout' }], [name]: value }

const places = [
  ...siteNames.filter(name => name !== 'surveys').map(name => [name, false] as const),
  ...surveyNames.map(name => [name, true] as const),
]

test('the table has every option', () => {
  expect(Object.keys(safeFallbacks).sort()).toEqual([...new Set([...siteNames, ...surveyNames])].sort())
})

describe('a wrong option', () => {
  test.each(places)('%s (of a survey: %s) is reported by its path, and nothing else is', (name, ofSurvey) => {
    const values = wrongValuesOf(name)
    const path = ofSurvey ? `surveys[0].${name}` : name

    expect(values.length).toBeGreaterThanOrEqual(5)
    for (const value of values)
      expect([value, read(withOption(name, value, ofSurvey)).unreadable]).toEqual([value, [path]])
  })

  test('that no value would make ask less stops all asking, a survey’s own that of this survey alone', () => {
    const stopping = Object.entries(safeFallbacks).flatMap(([name, { value }]) =>
      value === asksNobody ? [name] : [],
    )

    expect(stopping.sort()).toEqual(['after', 'site', 'storage'])
    for (const name of stopping)
      expect(read({ [name]: 'nonsense!' }).settings.surveys.map(({ stoppedBy }) => stoppedBy)).toEqual([
        [name],
        [name],
      ])
    expect(
      read({ surveys: { support: { after: '7 days' } } }).settings.surveys.map(({ stoppedBy }) => stoppedBy),
    ).toEqual([[], ['after']])
  })

  test('of the site stops no survey that has its own', () => {
    const { settings } = read({ after: '7 days', surveys: { support: { after: '7d' } } })

    expect(settings.surveys.map(({ stoppedBy }) => stoppedBy)).toEqual([['after'], []])
  })
})

/** Right values of the options that decide who is asked, and how often. */
const right: Readonly<Record<string, readonly unknown[]>> = {
  enabled: [true, false],
  site: ['main', 'other'],
  waitBetween: ['0', '1d', '30d', '180d', '52w', '2000d'],
  maxPerYear: [0, 1, 2, 4, 12],
  waitAfterOptOut: ['0', '30d', '365d', '2000d'],
  waitAfterAnswer: ['0', '1d', '90d', '180d', '2000d'],
  waitAfterDismissal: ['0', '1d', '30d', '180d', '2000d'],
  waitAfterIgnored: ['0', '1d', '30d', '180d', '2000d'],
  sample: [0, 0.01, 0.5, 1],
  minAge: ['0', '30d', '2000d'],
  minVisits: [0, 1, 5, 100],
  minPages: [0, 1, 5, 100],
  from: ['2026-05-01', '2027-05-01', '2020-01-01T09:00'],
  until: ['2026-05-01', '2027-05-01', '2020-01-01T09:00'],
  hours: [{}, { days: [1] }, { from: '09:00', to: '17:00' }, { zone: 'Asia/Tokyo', to: '03:00' }],
  where: [{}, { path: '/a*' }, { device: 'mobile' }, { traits: { plan: 'pro' } }],
  never: [[], ['/cart*'], ['*']],
  after: ['0', '7d', '2000d'],
  storage: ['local', 'session'],
  withoutMemory: ['skip', 'ask'],
  consent: ['not-needed', 'required', 'google', 'tcf'],
  gpc: ['anonymous', 'skip', 'ignore'],
  automation: ['skip', 'ask'],
  collectorSilent: ['skip', 'ask'],
}

/** A visitor's history and situation. */
const visitor = fc.record({
  ago: fc.array(
    fc.record({ days: fc.nat(2500), outcome: fc.constantFrom<Outcome>('answered', 'dismissed', 'ignored') }),
    { maxLength: 5 },
  ),
  optOutAgo: fc.option(fc.nat(2500)),
  seed: fc.option(fc.nat()),
  visits: fc.nat(200),
  pages: fc.nat(200),
  age: fc.nat(3000),
  path: fc.constantFrom('/', '/a/b', '/cart'),
  device: fc.constantFrom('mobile' as const, 'desktop' as const),
  consent: fc.boolean(),
  gpc: fc.boolean(),
  automation: fc.boolean(),
  canRemember: fc.boolean(),
  collector: fc.constantFrom('not-asked' as const, 'answered' as const, 'silent' as const),
  hour: fc.nat(200),
})

describe('with a wrong option nobody is asked who would not be with any right one', () => {
  test.each(places.filter(([name]) => right[name]))('%s (of a survey: %s)', (name, ofSurvey) => {
    const stands = (value: unknown) => read(withOption(name, value, ofSurvey)).settings
    const rights = (right[name] ?? []).map(stands)

    fc.assert(
      fc.property(visitor, fc.constantFrom(...wrongValuesOf(name)), (who, wrong) => {
        const now = noon + who.hour * 3_600_000
        const asked = (settings: ReturnType<typeof stands>) =>
          settings.surveys.some(survey =>
            mayAskAtAnotherMoment(
              survey,
              aSituation({
                ...who,
                now: now + survey.after,
                settings,
                // As the page knows it.
                consent: settings.consent === 'not-needed' || who.consent,
                seen: { firstVisitAt: now - days(who.age), visits: who.visits, pages: who.pages },
                page: { ...aSituation({}).page, path: who.path, device: who.device },
                history: {
                  ...emptyHistory,
                  seed: who.seed,
                  optOuts: who.optOutAgo === null ? [] : [{ at: now - days(who.optOutAgo), seen: null }],
                  askings: who.ago
                    .map(({ days: ago, outcome }) => anAsking(outcome, now - days(ago)))
                    .sort((a, b) => a.asked.at - b.asked.at),
                },
              }),
            ),
          )

        if (asked(stands(wrong))) expect(rights.map(asked)).toEqual(rights.map(() => true))
      }),
      { numRuns: tries(300, 5000) },
    )
  })

  test('every option of a rule is tried', () => {
    const others = ['samplePeriod', 'delay', 'carryOver', 'cancelOn', 'wait']

    expect(
      sharedNames
        .slice(0, sharedNames.indexOf('wait') + 1)
        .filter(name => !right[name])
        .sort(),
    ).toEqual(others.sort())
  })
})
