import { describe, expect, test } from 'vitest'
import { chooseSurvey, mayAsk } from '../../src/eligibility/choose-survey.ts'
import { judge, judgeSurvey } from '../../src/eligibility/judge.ts'
import type { Situation } from '../../src/eligibility/situation.ts'
import { noteFuture, rememberRef } from '../../src/history/history.ts'
import type { Settings, SurveySettings } from '../../src/options/settings.ts'
import { aHistory, anAsking, aSituation, aSurvey, aTrigger, days, noon, someSettings } from './situations.ts'

const failing = (situation: Situation, survey = aSurvey()) =>
  judgeSurvey(survey, situation)
    .rules.filter(({ pass }) => !pass)
    .map(({ rule }) => rule)
    .sort()

/** Everything that can forbid asking, all at once. */
const forbidden = (opened: boolean) =>
  aSituation({
    opened,
    settings: someSettings({ enabled: false, gpc: 'skip', never: ['*'] }),
    builtAt: noon + 1,
    history: rememberRef(
      aHistory({
        askings: [
          anAsking('answered', noon),
          anAsking('dismissed', noon),
          anAsking('open', noon),
          anAsking('ignored', noon),
        ],
        optOuts: [{ at: noon, seen: null }],
      }),
      'main',
      { name: 'upgrade', ref: '1' },
    ),
    trigger: aTrigger({ name: 'upgrade', ref: '1' }),
    canRemember: false,
    consent: false,
    gpc: true,
    automation: true,
    openElsewhere: true,
    askedInThisVisit: true,
    moment: 'typing',
    collector: 'silent',
  })
const unreachable = aSurvey({
  sample: 0,
  minAge: days(1),
  minVisits: 1,
  minPages: 1,
  from: noon + 1,
  until: noon,
  hours: { days: [], from: 0, to: 1440, zone: 'UTC' },
  where: 'unreadable',
})

const everyRule = [
  'automation',
  'clock',
  'collector',
  'consent',
  'enabled',
  'from',
  'gpc',
  'hours',
  'max-per-year',
  'memory',
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
]

describe('the verdict on a survey', () => {
  test('names every rule that stands against it, not the first only', () => {
    expect(failing(forbidden(false), unreachable)).toEqual(everyRule)
    expect(judgeSurvey(unreachable, forbidden(false))).toMatchObject({
      id: 'checkout',
      eligible: false,
      from: null,
    })
  })

  test('names every rule once if nothing does', () => {
    const { eligible, from, rules } = judgeSurvey(aSurvey(), aSituation())

    expect(rules.map(({ rule }) => rule).sort()).toEqual(everyRule)
    expect(rules.every(({ pass, from }) => pass && from === null)).toBe(true)
    expect({ eligible, from }).toEqual({ eligible: true, from: null })
  })

  test('for a survey that was opened on purpose skips waits, opt-out, sample, audience, hours and the moment', () => {
    expect(failing(forbidden(true), unreachable)).toEqual([
      'automation',
      'clock',
      'consent',
      'enabled',
      'from',
      'gpc',
      'memory',
      'never',
      'other-tab',
      'ref',
      'until',
    ])
  })

  test('can be sent as JSON', () => {
    const verdicts = judge(forbidden(false))

    expect(JSON.parse(JSON.stringify(verdicts))).toEqual(verdicts)
  })
})

describe('the instant from which a survey may ask', () => {
  const from = (situation: Situation, survey = aSurvey()) => {
    const verdict = judgeSurvey(survey, situation)
    if (verdict.from !== null) {
      const at = (now: number) => judgeSurvey(survey, { ...situation, now }).eligible
      expect([at(verdict.from - 1), at(verdict.from)]).toEqual([false, true])
    }
    return verdict.from
  }

  test('is the last of those of its rules', () => {
    const askings = [anAsking('answered', noon - days(20)), anAsking('ignored', noon - days(2), 'support')]

    expect(from(aSituation({ history: aHistory({ askings }) }))).toBe(noon + days(70))
  })

  test('is null if a rule has none', () => {
    const history = aHistory({ askings: [anAsking('answered', noon)] })

    expect(from(aSituation({ history, consent: false }))).toBeNull()
    expect(from(aSituation({ consent: false }))).toBeNull()
  })

  test('lies within the hours that follow a wait', () => {
    const history = aHistory({ askings: [anAsking('ignored', noon - days(29.5))] })
    const hours = { days: [1, 2, 3, 4, 5], from: 540, to: 720, zone: 'UTC' }

    // The wait is over at midnight, when the hours have ended that are open now but for a minute.
    expect(from(aSituation({ history }), aSurvey({ hours }))).toBe(Date.UTC(2026, 4, 7, 9))
  })

  test('is null if the survey ends first', () => {
    const history = aHistory({ askings: [anAsking('answered', noon)] })
    const until = (end: number) => from(aSituation({ history }), aSurvey({ until: end }))

    expect(until(noon + days(90))).toBeNull()
    expect(until(noon + days(90) + 1)).toBe(noon + days(90))
  })

  test('is null if the sample’s next period leaves the visitor out', () => {
    const history = (seed: number) => aHistory({ askings: [anAsking('answered', noon)], seed })
    const survey = aSurvey({ sample: 0.5 })
    const froms = Array.from({ length: 64 }, (_, seed) =>
      from(aSituation({ history: history(seed) }), survey),
    )

    expect(new Set(froms)).toEqual(new Set([null, noon + days(90)]))
  })

  test('is counted from when a stamp from the future was first seen', () => {
    const history = noteFuture(
      aHistory({ askings: [anAsking('answered', noon + days(900))] }),
      noon - days(10),
    )

    expect(from(aSituation({ history }))).toBe(noon + days(80))
  })
})

describe('the choice between surveys', () => {
  const relationship = aSurvey({ id: 'relationship', kind: 'relationship' })
  const checkout = aSurvey({ id: 'checkout' })
  const second = aSurvey({ id: 'second' })
  const other = aSurvey({ id: 'other', triggers: ['support'] })
  const chosenOf = (surveys: SurveySettings[]) =>
    chooseSurvey(aSituation({ settings: someSettings({ surveys }) }))?.id

  test.each([
    ['a transactional survey goes first', [relationship, checkout], 'checkout'],
    ['then the order in the options', [relationship, second, checkout], 'second'],
    ['a relationship survey is asked where no other may be', [other, relationship], 'relationship'],
  ])('%s', (_case, surveys, chosen) => {
    expect(chosenOf(surveys)).toBe(chosen)
  })

  test('may be none', () => {
    expect(chosenOf([other])).toBeUndefined()
    expect(chosenOf([])).toBeUndefined()
  })

  test.each<[string, Partial<Situation>, Partial<Settings>]>([
    ['a page on which nobody is asked', {}, { never: ['*'] }],
    ['a survey in another tab', { openElsewhere: true }, {}],
    ['a visitor who types', { moment: 'typing' }, {}],
  ])('is not changed by %s, for which a survey only waits', (_case, changes, settings) => {
    const situation = aSituation({
      ...changes,
      settings: someSettings({ ...settings, surveys: [relationship, checkout] }),
    })

    expect(chooseSurvey(situation)?.id).toBe('checkout')
    expect(mayAsk(checkout, situation)).toBe(false)
  })
})

describe('whether a survey may ask', () => {
  test('depends on exactly those rules that are explained', () => {
    const stands = (
      changes: Partial<Situation>,
      survey: Partial<SurveySettings>,
      settings: Partial<Settings>,
    ) => {
      const asking = aSurvey(survey)
      const surveys = [asking]
      const situation = aSituation({ ...changes, settings: someSettings({ ...settings, surveys }) })
      const [verdict] = judge(situation)
      expect(mayAsk(asking, situation)).toBe(verdict?.eligible)
      return verdict?.rules.filter(({ pass }) => !pass).map(({ rule }) => rule)
    }
    const alone = [
      stands({}, {}, { enabled: false }),
      stands({ trigger: null }, {}, {}),
      stands(
        {
          trigger: { ...aTrigger(), ref: '1' },
          history: rememberRef(aHistory(), 'main', { name: 'checkout', ref: '1' }),
        },
        {},
        {},
      ),
      stands({ history: aHistory({ askings: [anAsking('answered', noon - days(60))] }) }, {}, {}),
      stands({ history: aHistory({ askings: [anAsking('dismissed', noon)] }) }, {}, { waitBetween: 0 }),
      stands({ history: aHistory({ askings: [anAsking('ignored', noon)] }) }, {}, { waitBetween: 0 }),
      stands({ history: aHistory({ askings: [anAsking('ignored', noon, 'support')] }) }, {}, {}),
      stands({}, {}, { maxPerYear: 0 }),
      stands({ history: aHistory({ optOuts: [{ at: noon, seen: null }] }) }, {}, {}),
      stands({}, { sample: 0 }, {}),
      stands({}, { minAge: 1 }, {}),
      stands({}, { minVisits: 1 }, {}),
      stands({}, { minPages: 1 }, {}),
      stands({}, { from: noon + 1 }, {}),
      stands({}, { until: noon }, {}),
      stands({}, { hours: { days: [], from: 0, to: 1440, zone: 'UTC' } }, {}),
      stands({}, { where: 'unreadable' }, {}),
      stands({ askedInThisVisit: true }, {}, {}),
      stands({ openElsewhere: true }, {}, {}),
      stands({ consent: false }, {}, {}),
      stands({ gpc: true }, {}, { gpc: 'skip' }),
      stands({ automation: true }, {}, {}),
      stands({ canRemember: false }, {}, {}),
      stands({}, {}, { never: ['*'] }),
      stands({ moment: 'typing' }, {}, {}),
      stands({ builtAt: noon + 1 }, {}, {}),
      stands({ collector: 'silent' }, {}, {}),
    ]

    expect(alone.flat().sort()).toEqual(everyRule)
    expect(mayAsk(aSurvey(), aSituation())).toBe(true)
    expect(mayAsk(aSurvey(), forbidden(false))).toBe(false)
  })

  test('depends on fewer rules for a survey that was opened on purpose', () => {
    const survey = aSurvey({ sample: 0, where: 'unreadable' })
    const situation = aSituation({
      opened: true,
      history: aHistory({ askings: [anAsking('answered', noon)] }),
      trigger: aTrigger({ name: 'show' }),
    })

    expect(mayAsk(survey, situation)).toBe(true)
    expect(mayAsk(survey, { ...situation, opened: false })).toBe(false)
    expect(mayAsk(survey, { ...situation, consent: false })).toBe(false)
    expect(mayAsk(survey, { ...situation, settings: someSettings({ never: ['*'] }) })).toBe(false)
  })
})
