import { describe, expect, test } from 'vitest'
import { quietUntil } from '../../src/eligibility/quiet-time.ts'
import type { SurveySettings } from '../../src/options/settings.ts'
import { aHistory, anAsking, aSituation, aSurvey, days, noon, someSettings } from './situations.ts'

const quiet = (surveys: SurveySettings[], askings = [anAsking('answered', noon)], now = noon) =>
  quietUntil(
    aSituation({ now, trigger: null, settings: someSettings({ surveys }), history: aHistory({ askings }) }),
  )

describe('the quiet time', () => {
  test('is a day, as long as every wait lasts', () => {
    expect(quiet([aSurvey()])).toBe(noon + days(1))
    expect(quiet([aSurvey()], undefined, noon + days(89))).toBe(noon + days(90))
  })

  test('is null if a wait ends within the day: its end may be heard', () => {
    expect(quiet([aSurvey()], undefined, noon + days(89) + 1)).toBeNull()
  })

  test('ends with the first survey that may ask', () => {
    const surveys = [aSurvey(), aSurvey({ id: 'support' })]

    expect(quiet(surveys, undefined, noon + days(29))).toBe(noon + days(30))
    expect(quiet(surveys, undefined, noon + days(29) + 1)).toBeNull()
  })

  test.each([
    ['nobody was asked', [aSurvey()], [], noon],
    ['every wait is over', [aSurvey()], undefined, noon + days(90)],
    ['one survey may ask', [aSurvey(), aSurvey({ id: 'support' })], undefined, noon + days(30)],
    ['there is no survey', [], undefined, noon],
  ])('there is none where %s', (_case, surveys, askings, now) => {
    expect(quiet(surveys, askings, now)).toBeNull()
  })

  test('begins later if a trigger waits on purpose, since it may be heard in time', () => {
    const survey = aSurvey({ after: days(7) })

    expect(quiet([survey], undefined, noon + days(82))).toBe(noon + days(83))
    expect(quiet([survey], undefined, noon + days(82) + 1)).toBeNull()
  })

  test.each([
    ['an opt-out', aHistory({ optOuts: [{ at: noon - days(364), seen: null }] }), aSurvey()],
    [
      'the year’s number',
      aHistory({
        askings: [1, 2, 3, 4].map(() => anAsking('ignored', noon - days(364), 'old')),
      }),
      aSurvey(),
    ],
    ['a survey that has not begun', aHistory(), aSurvey({ from: noon + days(1) })],
  ])('comes from %s', (_case, history, survey) => {
    const at = (now: number) =>
      quietUntil(aSituation({ now, history, settings: someSettings({ surveys: [survey] }) }))

    expect(at(noon)).toBe(noon + days(1))
    expect(at(noon + 1)).toBeNull()
  })

  test('does not come from a rule that may end at any time', () => {
    const survey = aSurvey({
      minAge: days(9),
      hours: { days: [0], from: 0, to: 1440, zone: 'UTC' },
    })
    const situation = aSituation({
      trigger: null,
      settings: someSettings({ surveys: [survey], enabled: false }),
      consent: false,
      canRemember: false,
      automation: true,
      moment: 'hidden',
      builtAt: noon + days(1),
      seen: { firstVisitAt: noon, visits: 1, pages: 1 },
    })

    expect(quietUntil(situation)).toBeNull()
  })
})
