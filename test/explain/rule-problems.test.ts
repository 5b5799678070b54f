import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { optionProblems } from '../../src/explain/option-problems.ts'

type Options = Record<string, unknown>

const told = (options: Options, tag: Options = {}) =>
  optionProblems([{ endpoint: '/responses', ...tag }, options]).map(({ message }) => message)
const aSurvey = (rules: Options): Options => ({ surveys: [{ id: 'one', trigger: 'checkout', ...rules }] })

describe('rules that can never pass', () => {
  test.each<[options: Options, message: string]>([
    [
      { from: '2026-05-01', until: '2026-05-01' },
      'until is "2026-05-01", which is not after "from" ("2026-05-01"), so the survey never asks; write a later instant.',
    ],
    [
      aSurvey({ from: '2026-05-02', until: '2026-05-01T12:00' }),
      'until of the survey "one" is "2026-05-01T12:00", which is not after "from" ("2026-05-02"), so the survey never asks; write a later instant.',
    ],
    [
      aSurvey({ from: '2026-05-01', until: '2026-05-08', after: '7d' }),
      'after of the survey "one" is "7d", which is longer than the time between "from" and "until", so the survey never asks; write a shorter duration, or a later "until".',
    ],
    [
      aSurvey({ hours: { days: [] } }),
      'hours.days of the survey "one" is [], so the survey never asks; write at least one day, from 0 for Sunday to 6.',
    ],
    [
      { hours: { from: '09:00', to: '09:00' } },
      'hours.to is "09:00", as "from" is, so no minute is left; write another time.',
    ],
    [
      // A Saturday and a Sunday.
      { from: '2026-05-02', until: '2026-05-04', hours: { days: [1, 2, 3, 4, 5] } },
      'hours is {"days":[1,2,3,4,5]}, and no such hour lies between "from" and "until", so the survey never asks; write other days or hours, or other dates.',
    ],
    [
      aSurvey({ sample: 0 }),
      'sample of the survey "one" is 0, so nobody is in the sample; write a share above 0, up to 1.',
    ],
    [{ maxPerYear: 0 }, 'maxPerYear is 0, so nobody is ever asked; write a number from 1.'],
    [
      { never: ['/pay', '/*'] },
      'never is ["/pay","/*"], which is every page, so nobody is asked; write the paths of single pages.',
    ],
    [
      { never: ['/checkout*'], where: { path: ['/checkout/done', '/checkout'] } },
      'where.path is ["/checkout/done","/checkout"], but "never" names all of it, so the survey never asks; write a page on which somebody may be asked.',
    ],
    [
      { storage: 'none' },
      'storage is "none", so nothing can be remembered and, as "withoutMemory" is "skip", nobody is asked; write "local", or "withoutMemory": "ask".',
    ],
    [{ surveys: [] }, 'surveys is [], so nobody is asked; write at least one survey.'],
    [
      {
        surveys: [
          { id: 'one', trigger: 'checkout' },
          { id: 'one', trigger: 'support' },
        ],
      },
      'id of survey 2 is "one", which survey 1 already has, so the two would be taken for one; write a name that no other survey has.',
    ],
    [
      { where: { path: [] } },
      'where.path is [], which matches no page, so nobody is in the audience; write at least one path.',
    ],
    [
      { where: { device: 'phone' } },
      'where.device is "phone", and there is no such device, so nobody is in the audience; write "mobile", "tablet" or "desktop".',
    ],
    [
      { where: { trigger: { value: { above: 50, below: 50 } } } },
      'where.trigger.value is {"above":50,"below":50}, and no number is both above and below, so nobody is in the audience; write conditions that can hold together.',
    ],
    [
      { where: { traits: { plan: { is: 'pro', not: 'pro' } } } },
      'where.traits.plan is {"is":"pro","not":"pro"}, and no value can both be and not be the same, so nobody is in the audience; write conditions that can hold together.',
    ],
    [
      { where: { traits: { plan: { exists: false, contains: 'p' } } } },
      'where.traits.plan is {"exists":false,"contains":"p"}, and a missing field has no value, so nobody is in the audience; write conditions that can hold together.',
    ],
    [
      { where: { traits: { seats: { is: 4, above: 4 } } } },
      'where.traits.seats is {"is":4,"above":4}, and the one value is not in that range, so nobody is in the audience; write conditions that can hold together.',
    ],
    [
      { where: { locale: [] } },
      'where.locale is [], which no value matches, so nobody is in the audience; write conditions that can hold together.',
    ],
  ])('%j', (options, message) => {
    expect(told(options)).toEqual([message])
  })
})

describe('rules without effect', () => {
  test.each<[options: Options, message: string]>([
    [
      { waitAfterAnswer: '29d' },
      'waitAfterAnswer is "29d", but waitBetween ("30d") is longer and applies between any two surveys; write a longer duration, or a shorter waitBetween.',
    ],
    [
      aSurvey({ waitAfterIgnored: '0' }),
      'waitAfterIgnored of the survey "one" is "0", but waitBetween ("30d") is longer and applies between any two surveys; write a longer duration, or a shorter waitBetween.',
    ],
    [
      { waitAfterDismissal: '20d' },
      'waitAfterDismissal is "20d", but waitBetween ("30d") is longer and applies between any two surveys, until it has doubled often enough; write a longer duration, or a shorter waitBetween.',
    ],
    [
      { waitBetween: '90d', maxPerYear: 5 },
      'maxPerYear is 5, but with waitBetween "90d" nobody can be asked more than 5 times a year; write a number below 5.',
    ],
    [
      { waitBetween: '0', maxPerYear: 101 },
      'maxPerYear is 101, but no more than 100 are counted; write at most 100.',
    ],
    [
      { storage: 'cookie', maxPerYear: 11 },
      'maxPerYear is 11, but no more than 10 are counted; write at most 10.',
    ],
    [
      { storage: 'cookie', waitAfterOptOut: '401d' },
      'waitAfterOptOut is "401d", but a cookie is kept for at most 400 days after the last visit; write at most "400d", or "storage": "local".',
    ],
    [
      { waitAfterOptOut: '0' },
      'waitAfterOptOut is "0", so "Don\'t ask again" would have no effect; write a duration such as "365d".',
    ],
    [
      { waitAfterOptOut: '29d' },
      'waitAfterOptOut is "29d", but waitBetween ("30d") is longer, so "Don\'t ask again" changes nothing; write a longer duration.',
    ],
    [
      { samplePeriod: 'year' },
      'samplePeriod is "year", but everybody is in the sample; write "sample" as well, below 1.',
    ],
    [{ minVisits: 1 }, 'minVisits is 1, which always holds; write a number from 2, or leave it out.'],
    [
      aSurvey({ minPages: 1 }),
      'minPages of the survey "one" is 1, which always holds; write a number from 2, or leave it out.',
    ],
    [
      { hours: { from: '00:00', to: '24:00', zone: 'UTC' } },
      'hours is {"from":"00:00","to":"24:00","zone":"UTC"}, which is always; write days or times, or leave it out.',
    ],
    [{ where: {} }, 'where is {}, which is everybody; write at least one part, or leave it out.'],
    [
      { collectorTimeout: '2s' },
      'collectorTimeout is "2s", but the collector is not asked; write "askCollector" as well.',
    ],
    [
      { ...aSurvey({ sample: 0.5 }), sample: 0.2 },
      'sample is 0.2, but every survey has its own; write it for the surveys alone.',
    ],
  ])('%j', (options, message) => {
    expect(told(options)).toEqual([message])
  })
})

test.each<Options>([
  {},
  { from: '2026-05-01', until: '2026-05-01T00:01' },
  { from: '2026-05-01', until: '2026-05-08', after: '6d' },
  { hours: { from: '22:00', to: '06:00' } },
  { hours: { zone: 'UTC' }, from: '2026-05-01' },
  // From Friday to Monday.
  { from: '2026-05-01', until: '2026-05-04', hours: { days: [1, 2, 3, 4, 5] } },
  { from: '2026-05-02', until: '2026-05-04T09:01', hours: { days: [1], from: '09:00', to: '10:00' } },
  { sample: 0.01, samplePeriod: 'year' },
  { maxPerYear: 1 },
  { waitBetween: '90d', maxPerYear: 4 },
  { waitBetween: '0', maxPerYear: 100 },
  { storage: 'cookie', maxPerYear: 10, waitAfterOptOut: '400d' },
  { storage: 'none', withoutMemory: 'ask' },
  { never: ['/pay*'], where: { path: ['/pay', '/thank-you'] } },
  { waitAfterAnswer: '30d', waitAfterDismissal: '30d', waitAfterIgnored: '30d', waitAfterOptOut: '30d' },
  { waitBetween: '0', waitAfterAnswer: '0' },
  { minVisits: 2, minPages: 0 },
  { where: { device: ['phone', 'mobile'], trigger: { value: { above: 50, below: 51 } } } },
  { where: { device: { not: 'mobile' }, traits: { plan: { is: 'pro', not: 'free', exists: true } } } },
  { askCollector: 'trigger', collectorTimeout: '2s' },
  {
    sample: 0.2,
    surveys: [
      { id: 'one', trigger: 'checkout', sample: 0.5 },
      { id: 'two', trigger: 'support' },
    ],
  },
])('nothing is told of rules that do something: %j', options => {
  expect(told(options)).toEqual([])
})

test('what the site says for all its surveys is reported once, a survey’s own at its place', () => {
  const surveys = ['one', 'two', 'three'].map(id => ({ id, trigger: 'checkout' }))

  expect(told({ minVisits: 1, surveys })).toHaveLength(1)
  expect(told({ surveys: surveys.map(one => ({ ...one, minVisits: 1 })) })).toHaveLength(3)
})

test('a rule on the tag is named as it is written there', () => {
  expect(told({}, { waitAfterAnswer: '1d', maxPerYear: '0' }).map(message => message.split(' ')[0])).toEqual([
    'data-max-per-year',
    'data-wait-after-answer',
  ])
})

test('a value wrong in itself is reported as wrong, and nothing is thrown', { timeout: 60_000 }, () => {
  const names = ['hours', 'where', 'from', 'until', 'after', 'surveys', 'never', 'sample', 'waitBetween']
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...names), fc.anything({ maxDepth: 3 })),
      fc.dictionary(fc.constantFrom('days', 'from', 'to', 'zone', 'path', 'device'), fc.anything()),
      (options, parts) => {
        told(options)
        told({ hours: parts, where: parts, from: '2026-05-01', until: '2026-06-01' })
        told({ surveys: [options, parts] })
      },
    ),
    { numRuns: 200 },
  )
})
