import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstAgainst } from '../../src/eligibility/first-against.ts'
import { judgeSurvey } from '../../src/eligibility/judge.ts'
import { aHistory, anAsking, aSituation, aSurvey, days, noon, someSettings } from './situations.ts'

const outcomes = ['answered', 'dismissed', 'ignored', 'open'] as const

const situations = fc
  .record({
    enabled: fc.boolean(),
    never: fc.boolean(),
    canRemember: fc.boolean(),
    automation: fc.boolean(),
    askedInThisVisit: fc.boolean(),
    openElsewhere: fc.boolean(),
    isClockWrong: fc.boolean(),
    isSilent: fc.boolean(),
    isTyping: fc.boolean(),
    optedOut: fc.boolean(),
    askings: fc.array(fc.tuple(fc.constantFrom(...outcomes), fc.integer({ min: 0, max: 400 })), {
      maxLength: 3,
    }),
  })
  .map(({ enabled, never, isClockWrong, isSilent, isTyping, optedOut, askings, ...said }) =>
    aSituation({
      ...said,
      settings: someSettings({ enabled, never: never ? ['*'] : [], collectorSilent: 'skip' }),
      builtAt: isClockWrong ? noon + 1 : 0,
      collector: isSilent ? 'silent' : 'not-asked',
      moment: isTyping ? 'typing' : null,
      history: aHistory({
        askings: askings.map(([outcome, ago]) => anAsking(outcome, noon - days(ago))),
        optOuts: optedOut ? [{ at: noon, seen: null }] : [],
      }),
    }),
  )

const surveys = fc
  .record({
    sample: fc.constantFrom(0, 1),
    minVisits: fc.constantFrom(0, 9),
    minPages: fc.constantFrom(0, 9),
    minAge: fc.constantFrom(0, days(1)),
    from: fc.constantFrom(null, noon + 1),
    until: fc.constantFrom(null, noon),
    where: fc.constantFrom(null, 'unreadable' as const),
  })
  .map(rules => aSurvey(rules))

test('the first rule against an asking is the one that is explained first', () => {
  fc.assert(
    fc.property(surveys, situations, (survey, situation) => {
      const [first] = judgeSurvey(survey, situation).rules.filter(({ pass }) => !pass)
      expect(firstAgainst(survey, situation)).toBe(first?.rule)
    }),
  )
})
