import { describe, expect, test } from 'vitest'
import { type ExternalAsking, mergeExternalHistory } from '../../src/history/external-history.ts'
import { emptyHistory, recordAsked, recordOutcome, streakOf } from '../../src/history/history.ts'
import { days, minutes, noon } from '../eligibility/situations.ts'

const external = (...askings: ExternalAsking[]) => ({ askings, optOutAt: null })
const answered: ExternalAsking = { survey: 'checkout', outcome: 'answered', at: noon - days(3) }
const stampAt = (at: number) => ({ at, seen: null })

describe('what another memory knows', () => {
  test('is remembered here too', () => {
    expect(mergeExternalHistory(emptyHistory, external(answered), noon).askings).toEqual([
      { survey: 'checkout', outcome: 'answered', asked: stampAt(answered.at), ended: stampAt(answered.at) },
    ])
  })

  test('is remembered once, however often it is reported', () => {
    const once = mergeExternalHistory(emptyHistory, external(answered), noon)

    expect(mergeExternalHistory(once, external(answered, { ...answered, at: answered.at + 999 }), noon)).toBe(
      once,
    )
  })

  test('changes nothing if it is empty', () => {
    expect(mergeExternalHistory(emptyHistory, external(), noon)).toBe(emptyHistory)
  })

  test('is the same asking if the two clocks are ten minutes apart, and another one beyond', () => {
    const asked = recordAsked(emptyHistory, 'checkout', noon - days(3))
    const here = recordOutcome(asked, 'checkout', 'answered', noon - days(3) + minutes(2))
    const merged = (at: number) => mergeExternalHistory(here, external({ ...answered, at }), noon).askings

    expect(merged(noon - days(3) + minutes(12))).toHaveLength(1)
    expect(merged(noon - days(3) + minutes(12) + 1)).toHaveLength(2)
    expect(merged(noon - days(3) - minutes(10))).toHaveLength(1)
    expect(merged(noon - days(3) - minutes(10) - 1)).toHaveLength(2)
  })

  test('is another asking if it is of another survey', () => {
    const here = recordAsked(emptyHistory, 'support', answered.at)

    expect(mergeExternalHistory(here, external(answered), noon).askings).toHaveLength(2)
  })

  test('is put in its place, oldest first', () => {
    const here = recordOutcome(
      recordAsked(emptyHistory, 'support', noon - days(1)),
      'support',
      'ignored',
      noon,
    )
    const merged = mergeExternalHistory(here, external(answered), noon)

    expect(merged.askings.map(({ survey }) => survey)).toEqual(['checkout', 'support'])
  })

  test('leaves an open asking the last, so that its outcome can still be written down', () => {
    const open = recordAsked(emptyHistory, 'checkout', noon - minutes(60))
    const merged = mergeExternalHistory(open, external({ ...answered, at: noon - minutes(20) }), noon)

    expect(recordOutcome(merged, 'checkout', 'dismissed', noon).askings.at(-1)).toMatchObject({
      outcome: 'dismissed',
    })
  })

  test('notes that it lies in the future, so that the wait runs from now', () => {
    const merged = mergeExternalHistory(emptyHistory, external({ ...answered, at: noon + days(9) }), noon)

    expect(merged.askings[0]?.asked).toEqual({ at: noon + days(9), seen: noon })
  })
})

describe('dismissals in a row', () => {
  const dismissed = (ago: number): ExternalAsking => ({
    survey: 'checkout',
    outcome: 'dismissed',
    at: noon - days(ago),
  })

  test('are counted over both memories', () => {
    const here = recordOutcome(
      recordAsked(emptyHistory, 'checkout', noon - days(40)),
      'checkout',
      'dismissed',
      noon - days(40),
    )

    expect(streakOf(mergeExternalHistory(here, external(dismissed(5)), noon), 'checkout')).toBe(2)
  })

  test('are counted since the last answer', () => {
    const told = external(dismissed(90), { ...answered, at: noon - days(60) }, dismissed(5))

    expect(streakOf(mergeExternalHistory(emptyHistory, told, noon), 'checkout')).toBe(1)
  })

  test('are never fewer than were known', () => {
    const here = { ...emptyHistory, streaks: { checkout: 3 } }

    expect(streakOf(mergeExternalHistory(here, external(answered), noon), 'checkout')).toBe(3)
  })
})

describe('"Don’t ask again", said elsewhere', () => {
  const at = noon - days(100)

  test('holds here too', () => {
    expect(mergeExternalHistory(emptyHistory, { askings: [], optOutAt: at }, noon).optOuts).toEqual([
      stampAt(at),
    ])
  })

  test('is nothing new if it was said here just as late', () => {
    const here = { ...emptyHistory, optOuts: [stampAt(at - minutes(10))] }

    expect(mergeExternalHistory(here, { askings: [], optOutAt: at }, noon)).toBe(here)
    expect(mergeExternalHistory(here, { askings: [], optOutAt: at + 1 }, noon).optOuts).toHaveLength(2)
  })
})
