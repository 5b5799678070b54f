import { describe, expect, test } from 'vitest'
import { quietUntil } from '../../src/core/quiet.ts'
import type { SurveySettings } from '../../src/core/settings.ts'
import { aHistory, anAsking, aSituation, aSurvey, days, minutes, noon, someSettings } from './situations.ts'

const quiet = (surveys: SurveySettings[], askings = [anAsking('answered', noon)], now = noon) =>
  quietUntil(
    aSituation({ now, trigger: null, settings: someSettings({ surveys }), history: aHistory({ askings }) }),
  )

describe('the quiet time', () => {
  test('lasts until the last wait of a survey is over', () => {
    expect(quiet([aSurvey()], undefined, noon + days(90) - minutes(5))).toBe(noon + days(90))
  })

  test('is never more than a day', () => {
    expect(quiet([aSurvey()])).toBe(noon + days(1))
    expect(quiet([aSurvey()], undefined, noon + days(89))).toBe(noon + days(90))
    expect(quiet([aSurvey()], undefined, noon + days(89) - 1)).toBe(noon + days(90) - 1)
  })

  test('ends with the first survey that may ask', () => {
    const now = noon + days(30) - minutes(5)

    expect(quiet([aSurvey(), aSurvey({ id: 'support' })], undefined, now)).toBe(noon + days(30))
  })

  test.each([
    ['nobody was asked', [aSurvey()], [], noon],
    ['every wait is over', [aSurvey()], undefined, noon + days(90)],
    ['one survey may ask', [aSurvey(), aSurvey({ id: 'support' })], undefined, noon + days(30)],
    ['there is no survey', [], undefined, noon],
  ])('there is none where %s', (_case, surveys, askings, now) => {
    expect(quiet(surveys, askings, now)).toBeNull()
  })

  test('begins later where a trigger waits on purpose, since it may be heard in time', () => {
    const survey = aSurvey({ after: days(7) })

    expect(quiet([survey], undefined, noon + days(83) - minutes(5))).toBe(noon + days(83))
    expect(quiet([survey], undefined, noon + days(83))).toBeNull()
  })

  test.each([
    ['an opt-out', aHistory({ optOuts: [{ at: noon - days(365) + minutes(5), seen: null }] }), aSurvey()],
    [
      'the year’s number',
      aHistory({
        askings: [1, 2, 3, 4].map(() => anAsking('ignored', noon - days(365) + minutes(5), 'old')),
      }),
      aSurvey(),
    ],
    ['a survey that has not begun', aHistory(), aSurvey({ from: noon + minutes(5) })],
  ])('comes from %s', (_case, history, survey) => {
    expect(quietUntil(aSituation({ history, settings: someSettings({ surveys: [survey] }) }))).toBe(
      noon + minutes(5),
    )
  })

  test('does not come from what may end at any time', () => {
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
      seen: { firstVisitAt: noon, visits: 1, pages: 1, lastPageViewAt: noon },
    })

    expect(quietUntil(situation)).toBeNull()
  })
})
