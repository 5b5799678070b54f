import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quietUntil } from '../../src/eligibility/quiet-time.ts'
import type { Situation } from '../../src/eligibility/situation.ts'
import type { SurveySettings } from '../../src/options/settings.ts'
import { tries } from '../support/thorough.ts'
import { brokenRules, type WrittenOptions, type WrittenRules } from './judge.ts'
import { byTheRules, createVisitor, type Surroundings, type Visitor } from './visitor.ts'

const day = 86_400_000
const startAt = Date.UTC(2026, 2, 20, 9, 30)
const builtAt = startAt - 10 * day

const some = <Value>(...values: Value[]) => fc.constantFrom(...values)
const duration = some('0', '1s', '30m', '12h', '1d', '7d', '2w', '30d', '45d', '90d', '180d', '200d', '400d')
const clockTime = some('00:00', '00:30', '02:30', '09:00', '12:07', '17:00', '23:30')
const zone = some('UTC', 'Europe/Stockholm', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe')

const oneRule: fc.Arbitrary<WrittenRules> = fc.oneof(
  fc.record({ waitAfterAnswer: duration }),
  fc.record({ waitAfterDismissal: duration }),
  fc.record({ waitAfterIgnored: duration }),
  fc.record({ sample: some(0.5, 0) }),
  fc.record({ minAge: some('0', '1d', '30d') }),
  fc.record({ minVisits: some(0, 1, 2, 3) }),
  fc.record({ minPages: some(0, 1, 2) }),
  fc.record({ from: some('2026-01-01', '2026-03-25', '2026-06-01T12:00Z') }),
  fc.record({ until: some('2026-05-01', '2027-06-01', '2030-01-01T08:30Z') }),
  fc.record({
    hours: fc.record(
      { days: fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }), from: clockTime, to: clockTime, zone },
      { requiredKeys: ['zone'] },
    ),
  }),
  fc.record({ device: some('desktop', 'mobile') }),
)
const oneOfSite: fc.Arbitrary<Partial<WrittenOptions>> = fc.oneof(
  fc.record({ waitBetween: duration }),
  fc.record({ maxPerYear: some(0, 1, 2, 3, 10, 50) }),
  fc.record({ waitAfterOptOut: duration }),
  fc.record({ enabled: fc.boolean() }),
  fc.record({ never: some([], ['/pay']) }),
  fc.record({ gpc: some('anonymous' as const, 'skip' as const, 'ignore' as const) }),
  fc.record({ automation: some('skip' as const, 'ask' as const) }),
)
/** A few at a time: with all of them hardly anybody would ever be asked. */
const few = <Value extends object>(one: fc.Arbitrary<Value>, maxLength: number) =>
  fc.array(one, { maxLength }).map((parts): Value => Object.assign({}, ...parts))

const options: fc.Arbitrary<WrittenOptions> = fc
  .tuple(few(oneOfSite, 3), few(oneRule, 2), few(oneRule, 2), few(oneRule, 2))
  .map(([ofSite, shared, first, second]) => ({
    ...ofSite,
    ...shared,
    surveys: [
      { ...first, id: 'checkout', trigger: ['checkout', 'upgrade'] },
      { ...second, id: 'support', trigger: ['support', 'checkout'] },
    ],
  }))

type Step = (visitor: Visitor) => void

const surroundings: fc.Arbitrary<Surroundings> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.record(
      {
        path: some('/pay', '/'),
        device: some('mobile', 'desktop'),
        consents: fc.boolean(),
        gpc: fc.boolean(),
        automated: fc.boolean(),
        openElsewhere: fc.boolean(),
        disturbed: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  },
)
const ref = some(null, null, 'A-1', 'A-2', 'A-3')
const end = fc.record({
  after: some(0, 1, 5000, 60_000),
  outcome: some('answered' as const, 'dismissed' as const, 'dismissed' as const, 'ignored' as const),
  optsOut: fc.integer({ min: 0, max: 9 }).map(dice => dice === 0),
})
const triggered = fc.record({ name: some('checkout', 'support', 'upgrade', 'other'), ref, surroundings, end })

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: triggered.map(
      ({ name, ref, surroundings, end }): Step =>
        visitor => {
          visitor.startVisit()
          if (visitor.trigger(name, ref, surroundings) === null) return
          visitor.pass(end.after)
          visitor.end(end.outcome, end)
        },
    ),
  },
  {
    weight: 1,
    arbitrary: triggered.map(
      ({ name, ref }): Step =>
        visitor => {
          visitor.viewPage()
          visitor.trigger(name, ref)
        },
    ),
  },
  {
    weight: 1,
    arbitrary: triggered.map(
      ({ ref, surroundings, end }): Step =>
        visitor => {
          visitor.startVisit()
          if (!visitor.open('checkout', ref, surroundings)) return
          visitor.pass(end.after)
          visitor.end(end.outcome, end)
        },
    ),
  },
  {
    weight: 4,
    arbitrary: some(1, 60_000, 0.5 * day, day, 7 * day, 30 * day - 1, 30 * day, 90 * day, 365 * day).map(
      (length): Step =>
        visitor =>
          visitor.pass(length),
    ),
  },
  {
    // To the very instant at which a wait is over, or one before.
    weight: 4,
    arbitrary: fc.record({ name: some('checkout', 'support'), early: some(0, 0, 1) }).map(
      ({ name, early }): Step =>
        visitor => {
          const from = visitor.nextFrom(name)
          const { clock } = visitor.moment()
          if (from !== null && from - clock < 3000 * day) visitor.pass(Math.max(0, from - clock - early))
        },
    ),
  },
)

const day40 = 40 * day
const clocks: fc.Arbitrary<Step> = some(
  0,
  0,
  0,
  1,
  -1,
  3_600_000,
  3 * day,
  -3 * day,
  day40,
  -day40,
  400 * day,
  7000 * day,
  -7000 * day,
).map(
  (ahead): Step =>
    visitor => {
      visitor.setClock(ahead)
      visitor.viewPage()
    },
)
const spoil: fc.Arbitrary<Step> = some(
  '',
  '{}',
  'null',
  '{"v":1}',
  '[]',
  '{"v":1,"a":[["checkout",1]]}',
  '1....0',
  '1..checkout~0.a0~mi5xq2o0.0',
  'x'.repeat(5000),
).map(
  (text): Step =>
    visitor => {
      visitor.spoilMemory(text)
      visitor.viewPage()
    },
)

interface Life {
  options: WrittenOptions
  inCookie: boolean
  seed: number
  steps: Step[]
}
const lifeOf = (one: fc.Arbitrary<Step>): fc.Arbitrary<Life> =>
  fc.record({
    options,
    inCookie: fc.boolean(),
    seed: fc.nat(0xffffffff),
    steps: fc.array(one, { minLength: 20, maxLength: 80 }),
  })

/** The loader sleeps in the quiet time, so nobody may be asked then. */
function whileAwake(situation: Situation): SurveySettings | null {
  const chosen = byTheRules(situation)
  if (chosen && quietUntil(situation) !== null) throw new Error('somebody is asked in the quiet time')
  return chosen
}

function live({ options, inCookie, seed, steps }: Life, choose = whileAwake): Visitor {
  const visitor = createVisitor({ options, inCookie, seed, startAt, builtAt, canRemember: true, choose })
  for (const one of steps) one(visitor)
  return visitor
}

const verdicts = ({ witnessed }: Visitor, options: WrittenOptions): string[][] =>
  witnessed.map(({ asking }, index) =>
    brokenRules(
      asking,
      witnessed.slice(0, index).map(one => one.asking),
      options,
    ),
  )

/** Lives so many lives, and gives how many askings there were; stops at the first that breaks a rule. */
function askingsIn(life: fc.Arbitrary<Life>, minded: (rule: string) => boolean = () => true): number {
  let askings = 0
  fc.assert(
    fc.property(life, lived => {
      const visitor = live(lived)
      askings += visitor.witnessed.length
      for (const broken of verdicts(visitor, lived.options)) expect(broken.filter(minded)).toEqual([])
    }),
    { numRuns: tries(150, 1000) },
  )
  return askings
}

describe('whatever the options and the visitor do', () => {
  test('no rule is broken', { timeout: tries(60_000, 600_000) }, () => {
    expect(askingsIn(lifeOf(step))).toBeGreaterThan(150)
  })

  test('no rule is broken while the clock was right, however wrong it was between', {
    timeout: tries(60_000, 600_000),
  }, () => {
    const life = lifeOf(fc.oneof({ weight: 5, arbitrary: step }, { weight: 1, arbitrary: clocks }))

    expect(askingsIn(life)).toBeGreaterThan(150)
  })

  test('an opt-out is not overwritten by a later one whose clock was wrong', () => {
    // Found by the simulation: the second was seen first by a clock that was behind, and the first was gone.
    const options = { surveys: [{ id: 'checkout', trigger: ['checkout'] }] }
    const visitor = live({ options, inCookie: false, seed: 0, steps: [] })
    const optOut = () => {
      visitor.startVisit()
      expect(visitor.trigger('checkout', null)).toBe('checkout')
      visitor.end('dismissed', { optsOut: true })
    }
    const comeBackOn = (count: number, { clockShows } = { clockShows: count }) => {
      visitor.pass(startAt + count * day - visitor.moment().at)
      visitor.setClock((clockShows - count) * day)
      visitor.startVisit()
    }

    comeBackOn(40)
    optOut()
    comeBackOn(106, { clockShows: 430 })
    optOut()
    comeBackOn(108, { clockShows: 8 })

    comeBackOn(404)
    expect(visitor.trigger('checkout', null)).toBeNull()
    comeBackOn(405)
    expect(visitor.trigger('checkout', null)).toBe('checkout')
    expect(verdicts(visitor, options).flat()).toEqual([])
  })

  test('no wait is broken if what was kept was spoilt', { timeout: tries(60_000, 600_000) }, () => {
    const life = lifeOf(fc.oneof({ weight: 20, arbitrary: step }, { weight: 1, arbitrary: spoil }))

    // Which orders were asked about cannot be known any more.
    expect(askingsIn(life, rule => rule !== 'ref')).toBeGreaterThan(150)
  })

  test('the judge would have seen it', { timeout: tries(60_000, 600_000) }, () => {
    const broken = new Set<string>()
    fc.assert(
      fc.property(lifeOf(step), lived => {
        const anybody = ({ settings }: Situation) => settings.surveys[0] ?? null
        for (const rules of verdicts(live(lived, anybody), lived.options))
          for (const rule of rules) broken.add(rule)
      }),
      { numRuns: tries(400, 1000) },
    )

    expect([...broken].sort()).toEqual([
      'automation',
      'consent',
      'enabled',
      'from',
      'gpc',
      'hours',
      'max-per-year',
      'min-age',
      'min-pages',
      'min-visits',
      'moment',
      'never',
      'opt-out',
      'other-tab',
      'ref',
      'sample',
      'session',
      'trigger',
      'until',
      'wait-after-answer',
      'wait-after-dismissal',
      'wait-after-ignored',
      'wait-between',
      'where',
    ])
  })
})
