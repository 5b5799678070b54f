import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import {
  emptyHistory,
  type History,
  lostAsking,
  noteFuture,
  recordAsked,
  recordOptOut,
  recordOutcome,
} from '../../src/history/history.ts'
import {
  joinHistories,
  keptInCookie,
  longestValue,
  readHistoryCookie,
  writeHistoryCookie,
} from '../../src/history/history-cookie.ts'
import { days, noon } from '../eligibility/situations.ts'

// Many random lives take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const ids = [
  'checkout',
  'support',
  'a-survey-with-a-name-of-the-full-length-that-a-name-may-have-64ch',
  '2024',
]

/** A history as it comes about: askings, endings and opt-outs, by a clock that is now and then wrong. */
const aLife = (maxLength: number): fc.Arbitrary<History> =>
  fc
    .array(
      fc.record({
        survey: fc.constantFrom(...ids),
        outcome: fc.constantFrom('answered', 'dismissed', 'dismissed', 'ignored', null),
        optsOut: fc.integer({ min: 0, max: 9 }).map(dice => dice === 0),
        pause: fc.integer({ min: 1, max: days(200) }),
        clock: fc.constantFrom(0, 0, 0, 0, days(-40), days(400), days(9000)),
      }),
      { maxLength },
    )
    .map(life => {
      let history: History = emptyHistory
      let at = noon
      for (const { survey, outcome, optsOut, pause, clock } of life) {
        at += pause
        history = noteFuture(recordAsked(history, survey, at + clock), at + clock)
        if (outcome) history = recordOutcome(history, survey, outcome as 'answered', at + clock + 5000)
        if (optsOut) history = recordOptOut(history, at + clock + 6000)
      }
      return history
    })

/** A run of dismissals that an answer has ended doesn't count. */
const withoutZeros = (history: History): History => ({
  ...history,
  streaks: Object.fromEntries(Object.entries(history.streaks).filter(([, streak]) => streak)),
})

describe('a cookie', () => {
  test('contains what the rules need, exactly, and reads back as it was', () => {
    fc.assert(
      fc.property(aLife(10), history => {
        const text = writeHistoryCookie(history)

        expect(readHistoryCookie(text, ids)).toEqual(withoutZeros(history))
        expect(text).toMatch(/^[\w.~!*-]+$/)
      }),
    )
  })

  test('is never longer than a kilobyte, and drops the oldest askings first', () => {
    fc.assert(
      fc.property(aLife(150), history => {
        const text = writeHistoryCookie(history)
        const read = readHistoryCookie(text, ids) as History

        expect(text.length).toBeLessThanOrEqual(longestValue)
        expect(read.askings).toEqual(history.askings.slice(history.askings.length - read.askings.length))
        expect(read.streaks).toEqual(withoutZeros(history).streaks)
        expect(read.optOuts).toEqual(history.optOuts)
      }),
      { numRuns: 60 },
    )
    expect('howlikely_'.length + 32 + '='.length + longestValue).toBeLessThanOrEqual(1024)
  })

  test(`holds ${keptInCookie} askings of five surveys, each ended and opted out of`, () => {
    let history: History = emptyHistory
    for (let count = 0; count < 100; count++) {
      const survey = `survey-${count % 5}`
      history = recordAsked(history, survey, noon + count * days(9))
      history = recordOutcome(history, survey, 'dismissed', noon + count * days(9) + 3_600_000)
      history = recordOptOut(history, noon + count * days(9) + 3_600_000)
    }

    const read = readHistoryCookie(writeHistoryCookie(history), []) as History
    expect(read.askings.length).toBeGreaterThanOrEqual(keptInCookie)
  })

  test('keeps a survey that the site no longer has apart from the others', () => {
    const history = recordAsked(recordAsked(emptyHistory, 'old', noon), 'support', noon + days(40))
    const read = readHistoryCookie(writeHistoryCookie(history), ['support']) as History

    expect(read.askings.map(({ survey }) => survey)).toEqual([expect.stringMatching(/^~/), 'support'])
    expect(writeHistoryCookie(read)).toBe(writeHistoryCookie(history))
  })

  test('contains what was lost', () => {
    const lost = noteFuture({ ...emptyHistory, askings: [lostAsking] }, noon)

    expect(readHistoryCookie(writeHistoryCookie(lost), ids)).toMatchObject({
      askings: [{ outcome: 'lost', asked: { seen: noon } }],
    })
  })

  test('that says anything else is not read', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^1(\.[a-z0-9~!*_]{0,20}){0,5}$/)), text => {
        expect(readHistoryCookie(text, ids)).toBe(
          /^([2-9]|[1-9]\d+)(\.|$)/.test(text) ? 'newer' : 'unreadable',
        )
      }),
      { numRuns: 2000 },
    )
  })
})

describe('two memories of one visitor', () => {
  const asked = recordAsked(emptyHistory, 'checkout', noon)

  test('are one: each knows what the other does not', () => {
    const dismissed = recordOutcome(asked, 'checkout', 'dismissed', noon + 5)
    const support = recordOptOut(recordAsked(emptyHistory, 'support', noon - 9), noon - 8)

    expect(joinHistories(dismissed, support)).toEqual({
      ...dismissed,
      askings: [...support.askings, ...dismissed.askings],
      optOuts: support.optOuts,
    })
  })

  test('know an asking once, and how it ended', () => {
    const answered = recordOutcome(asked, 'checkout', 'answered', noon + 5)

    expect(joinHistories(asked, answered).askings).toEqual(answered.askings)
    expect(joinHistories(answered, asked).askings).toEqual(answered.askings)
  })

  test('are the same again when merged with themselves', () => {
    fc.assert(
      fc.property(aLife(6), history => {
        const again = joinHistories(history, history)
        expect(again.optOuts).toEqual(history.optOuts)
        expect(again.streaks).toEqual(history.streaks)
      }),
    )
  })
})
