import { describe, expect, test } from 'vitest'
import {
  emptyHistory,
  type History,
  noteFuture,
  type Outcome,
  parseHistory,
} from '../../../src/history/history.ts'
import type { SurveySettings } from '../../../src/options/settings.ts'
import {
  aHistory,
  anAsking,
  around,
  aSituation,
  aSurvey,
  days,
  exactFrom,
  type Judged,
  noon,
  ruleNamed,
  someSettings,
} from '../situations.ts'

const maxPerYear = ruleNamed('max-per-year')
const optOut = ruleNamed('opt-out')
const waitAfterAnswer = ruleNamed('wait-after-answer')
const waitAfterDismissal = ruleNamed('wait-after-dismissal')
const waitAfterIgnored = ruleNamed('wait-after-ignored')
const waitBetween = ruleNamed('wait-between')

const withHistory = (changes: Partial<History>) => aSituation({ history: aHistory(changes) })

describe.each<[rule: Judged, outcomes: Outcome[], survey: (wait: number) => Partial<SurveySettings>]>([
  [waitAfterAnswer, ['answered'], wait => ({ waitAfterAnswer: wait })],
  [waitAfterDismissal, ['dismissed'], wait => ({ waitAfterDismissal: wait })],
  [waitAfterIgnored, ['ignored', 'open'], wait => ({ waitAfterIgnored: wait })],
])('a wait after an outcome (%#)', (rule, outcomes, surveyWith) => {
  const survey = aSurvey(surveyWith(days(45)))
  const other = (['answered', 'dismissed', 'ignored', 'open'] as const).filter(one => !outcomes.includes(one))

  test.each(outcomes)('is over at its exact end after %s', outcome => {
    const situation = withHistory({ askings: [anAsking(outcome, noon)] })

    expect(around(rule, survey, situation, noon + days(45))).toEqual([false, true])
    expect(rule(survey, situation)).toMatchObject({
      pass: false,
      found: noon,
      allowed: days(45),
      from: noon + days(45),
    })
  })

  test('is counted from the last such outcome', () => {
    const askings = outcomes.flatMap(outcome => [
      anAsking(outcome, noon - days(60)),
      anAsking(outcome, noon - days(9)),
    ])

    expect(exactFrom(rule, survey, withHistory({ askings }))).toBe(noon + days(36))
  })

  test.each(other)('does not follow %s', outcome => {
    expect(rule(survey, withHistory({ askings: [anAsking(outcome, noon)] })).pass).toBe(true)
  })

  test('does not follow another survey’s', () => {
    const askings = outcomes.map(outcome => anAsking(outcome, noon, 'support'))

    expect(rule(survey, withHistory({ askings })).pass).toBe(true)
  })

  test('does not hold up somebody who was never asked', () => {
    expect(rule(survey, withHistory({}))).toMatchObject({ pass: true, found: null, from: null })
  })

  test('of no length does not wait', () => {
    const askings = outcomes.map(outcome => anAsking(outcome, noon))

    expect(rule(aSurvey(surveyWith(0)), withHistory({ askings })).pass).toBe(true)
  })
})

describe('the instant from which a wait runs', () => {
  const asked = { at: noon - days(2), seen: null }
  const ended = { at: noon - days(1), seen: null }

  test.each([
    [waitAfterAnswer, 'answered', ended.at + days(90)],
    [waitAfterDismissal, 'dismissed', ended.at + days(30)],
    [waitBetween, 'answered', asked.at + days(30)],
  ] as const)(
    'from the outcome after an outcome, from the asking between surveys (%#)',
    (rule, outcome, from) => {
      const situation = withHistory({ askings: [{ survey: 'checkout', asked, outcome, ended }] })

      expect(exactFrom(rule, aSurvey(), situation)).toBe(from)
    },
  )
})

describe('dismissals in a row', () => {
  test.each([
    [1, days(30), days(30)],
    [2, days(30), days(60)],
    [3, days(30), days(120)],
    [4, days(30), days(180)],
    [60, days(30), days(180)],
    [2, days(90), days(180)],
    [2, days(91), days(180)],
    [1, days(200), days(200)],
    [3, days(200), days(200)],
    [5, 0, 0],
  ])('after %i the wait of %i ms is %i ms', (count, wait, length) => {
    const situation = withHistory({ askings: [anAsking('dismissed', noon)], streaks: { checkout: count } })
    const survey = aSurvey({ waitAfterDismissal: wait })

    expect(waitAfterDismissal(survey, situation).allowed).toBe(length)
    if (length) expect(exactFrom(waitAfterDismissal, survey, situation)).toBe(noon + length)
    else expect(waitAfterDismissal(survey, situation).pass).toBe(true)
  })

  test('of another survey double nothing', () => {
    const situation = withHistory({
      askings: [anAsking('dismissed', noon)],
      streaks: { checkout: 1, support: 5 },
    })

    expect(exactFrom(waitAfterDismissal, aSurvey(), situation)).toBe(noon + days(30))
  })

  test('that an answer has ended leave the single wait', () => {
    const askings = [anAsking('dismissed', noon - days(1)), anAsking('answered', noon)]

    expect(exactFrom(waitAfterDismissal, aSurvey(), withHistory({ askings, streaks: { checkout: 0 } }))).toBe(
      noon + days(29),
    )
  })
})

describe('the wait between any two askings of the site', () => {
  test.each(['open', 'answered', 'dismissed', 'ignored'] as const)(
    'follows another survey that was %s',
    outcome => {
      const situation = withHistory({ askings: [anAsking(outcome, noon, 'support')] })

      expect(exactFrom(waitBetween, aSurvey(), situation)).toBe(noon + days(30))
    },
  )

  test('is the site’s', () => {
    const situation = aSituation({
      settings: someSettings({ waitBetween: days(7) }),
      history: aHistory({ askings: [anAsking('answered', noon, 'support')] }),
    })

    expect(exactFrom(waitBetween, aSurvey(), situation)).toBe(noon + days(7))
  })
})

describe('the year’s number', () => {
  const askings = [300, 200, 100, 40].map(ago => anAsking('answered', noon - days(ago), 'support'))

  test('is used up by so many askings in 365 days, until the oldest of them is 365 days old', () => {
    const situation = withHistory({ askings })

    expect(maxPerYear(aSurvey(), situation)).toMatchObject({ pass: false, found: 4, allowed: 4 })
    expect(exactFrom(maxPerYear, aSurvey(), situation)).toBe(noon + days(65))
  })

  test('is not used up by fewer', () => {
    expect(maxPerYear(aSurvey(), withHistory({ askings: askings.slice(1) }))).toMatchObject({
      pass: true,
      found: 3,
    })
  })

  test('waits for as many to grow old as there are too many', () => {
    const more = [...askings, anAsking('answered', noon - days(30)), anAsking('answered', noon - days(20))]

    expect(exactFrom(maxPerYear, aSurvey(), withHistory({ askings: more }))).toBe(noon + days(265))
  })

  test('of 0 asks nobody ever', () => {
    const situation = aSituation({ settings: someSettings({ maxPerYear: 0 }) })

    expect(maxPerYear(aSurvey(), situation)).toMatchObject({ pass: false, found: 0, allowed: 0, from: null })
  })

  test('is never more than what is remembered', () => {
    const often = (count: number) =>
      aSituation({
        settings: someSettings({ maxPerYear: 1000 }),
        history: aHistory({ askings: Array.from({ length: count }, () => anAsking('answered', noon)) }),
      })

    expect(maxPerYear(aSurvey(), often(99)).pass).toBe(true)
    expect(maxPerYear(aSurvey(), often(100))).toMatchObject({ pass: false, allowed: 100 })
  })
})

describe('"Don’t ask again"', () => {
  test('holds for every survey for 365 days', () => {
    const situation = withHistory({ optOuts: [{ at: noon, seen: null }] })

    for (const id of ['checkout', 'support']) {
      expect(exactFrom(optOut, aSurvey({ id }), situation)).toBe(noon + days(365))
    }
    expect(optOut(aSurvey(), situation)).toMatchObject({ found: noon, allowed: days(365) })
  })

  test('holds for as long as the site says', () => {
    const situation = aSituation({
      settings: someSettings({ waitAfterOptOut: days(700) }),
      history: aHistory({ optOuts: [{ at: noon, seen: null }] }),
    })

    expect(exactFrom(optOut, aSurvey(), situation)).toBe(noon + days(700))
  })

  test('applies from the last time that it was said, and from each before', () => {
    const optOuts = [
      { at: noon, seen: null },
      { at: noon + days(400), seen: noon - days(100) },
    ]

    // The second was said by a clock that was far ahead, and first seen so by one that was behind.
    expect(exactFrom(optOut, aSurvey(), withHistory({ optOuts }))).toBe(noon + days(365))
    expect(
      exactFrom(optOut, aSurvey(), aSituation({ now: noon + days(400), history: aHistory({ optOuts }) })),
    ).toBe(noon + days(765))
  })

  test('doesn’t hold up anybody who did not say so', () => {
    expect(optOut(aSurvey(), aSituation())).toMatchObject({ pass: true, found: null })
  })
})

describe('by a clock that was ahead when a visitor was asked', () => {
  const future = noon + days(1000)
  const noted = noteFuture(aHistory({ askings: [anAsking('answered', future)] }), noon)

  test('the wait runs from the first sight of the stamp', () => {
    expect(exactFrom(waitAfterAnswer, aSurvey(), aSituation({ history: noted }))).toBe(noon + days(90))
  })

  test('once the stamp is in the past it runs from the stamp', () => {
    const situation = aSituation({ history: noted, now: future })

    expect(exactFrom(waitAfterAnswer, aSurvey(), situation)).toBe(future + days(90))
  })

  test('a wait that would end after the stamp runs from the stamp', () => {
    const soon = noteFuture(aHistory({ askings: [anAsking('answered', noon + days(50))] }), noon)

    expect(exactFrom(waitAfterAnswer, aSurvey(), aSituation({ history: soon }))).toBe(noon + days(140))
  })

  test('a loss that was not noted waits from now, again and again', () => {
    const history = aHistory({ askings: [anAsking('answered', future)] })

    for (const ago of [0, 90, 500]) {
      expect(waitAfterAnswer(aSurvey(), aSituation({ history, now: noon + days(ago) })).pass).toBe(false)
    }
  })

  test('the year’s number counts it from its first sight, and again from the stamp', () => {
    const settings = someSettings({ maxPerYear: 1 })

    expect(exactFrom(maxPerYear, aSurvey(), aSituation({ settings, history: noted }))).toBe(noon + days(365))
    expect(exactFrom(maxPerYear, aSurvey(), aSituation({ settings, history: noted, now: future }))).toBe(
      future + days(365),
    )
  })
})

describe('after a history could not be read', () => {
  const history = noteFuture(parseHistory('asked yesterday') ?? emptyHistory, noon)
  const rules = [waitAfterAnswer, waitAfterDismissal, waitAfterIgnored, waitBetween, maxPerYear, optOut]

  test.each(rules)('every rule holds for a year, whatever was lost (%#)', rule => {
    const settings = someSettings({ waitAfterOptOut: 0, waitBetween: 0, maxPerYear: 100 })
    const survey = aSurvey({ waitAfterAnswer: 0, waitAfterDismissal: days(30), waitAfterIgnored: 0 })

    expect(exactFrom(rule, survey, aSituation({ settings, history }))).toBe(noon + days(365))
  })

  test.each(rules)('a longer wait holds for all of it (%#)', rule => {
    const longer = days(500)
    const settings = someSettings({ waitAfterOptOut: longer, waitBetween: longer })
    const survey = aSurvey({ waitAfterAnswer: longer, waitAfterDismissal: longer, waitAfterIgnored: longer })

    expect(exactFrom(rule, survey, aSituation({ settings, history }))).toBe(
      noon + (rule === maxPerYear ? days(365) : longer),
    )
  })
})
