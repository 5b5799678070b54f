import { describe, expect, test } from 'vitest'
import { maxPerYear } from '../../src/eligibility/rules/max-per-year.ts'
import { hashRef } from '../../src/history/hash.ts'
import {
  emptyHistory,
  type History,
  keptAskings,
  noteFuture,
  parseHistory,
  recordAsked,
  recordOptOut,
  recordOutcome,
  rememberRef,
  serializeHistory,
  streakOf,
} from '../../src/history/history.ts'
import {
  aHistory,
  anAsking,
  aSituation,
  aSurvey,
  days,
  noon,
  someSettings,
} from '../eligibility/situations.ts'

const reread = (history: History): History => {
  const parsed = parseHistory(serializeHistory(history))
  if (!parsed) throw new Error('it was taken for a newer one')
  return parsed
}
const lost = { askings: [{ outcome: 'lost' }] }

describe('what is recorded', () => {
  test('an asking is open until its outcome comes', () => {
    const asked = recordAsked(emptyHistory, 'checkout', noon)
    const answered = recordOutcome(asked, 'checkout', 'answered', noon + 60_000)

    expect(asked.askings).toEqual([
      { survey: 'checkout', asked: { at: noon, seen: null }, outcome: 'open', ended: null },
    ])
    expect(answered.askings).toEqual([
      {
        survey: 'checkout',
        asked: { at: noon, seen: null },
        outcome: 'answered',
        ended: { at: noon + 60_000, seen: null },
      },
    ])
    expect(emptyHistory.askings).toEqual([])
  })

  test('an ignored asking has no moment at which it ended', () => {
    const history = recordOutcome(
      recordAsked(emptyHistory, 'checkout', noon),
      'checkout',
      'ignored',
      noon + 5,
    )

    expect(history.askings[0]).toMatchObject({ outcome: 'ignored', ended: null })
  })

  test('an asking that was taken for ignored may still be answered', () => {
    let history = recordAsked(emptyHistory, 'checkout', noon)
    history = recordOutcome(history, 'checkout', 'ignored', noon + 5)
    history = recordOutcome(history, 'checkout', 'answered', noon + 9)

    expect(history.askings[0]).toMatchObject({ outcome: 'answered', ended: { at: noon + 9 } })
  })

  test('an asking ends once', () => {
    const answered = recordOutcome(
      recordAsked(emptyHistory, 'checkout', noon),
      'checkout',
      'answered',
      noon + 5,
    )

    expect(recordOutcome(answered, 'checkout', 'dismissed', noon + 9)).toBe(answered)
    expect(recordOutcome(answered, 'checkout', 'ignored', noon + 9)).toBe(answered)
  })

  test('an outcome belongs to the latest asking of its own survey', () => {
    let history = aHistory({ askings: [anAsking('open', noon - days(60)), anAsking('open', noon)] })
    history = recordAsked(history, 'support', noon + 1)
    history = recordOutcome(history, 'checkout', 'dismissed', noon + 2)

    expect(history.askings.map(({ outcome }) => outcome)).toEqual(['open', 'dismissed', 'open'])
  })

  test('an outcome of an asking that was forgotten changes nothing', () => {
    expect(recordOutcome(emptyHistory, 'checkout', 'dismissed', noon)).toBe(emptyHistory)
  })

  test('dismissals in a row are counted per survey until an answer, whatever is ignored between them', () => {
    const ask = (history: History, survey: string, outcome: 'answered' | 'dismissed' | 'ignored') =>
      recordOutcome(recordAsked(history, survey, noon), survey, outcome, noon)

    let history = ask(ask(emptyHistory, 'checkout', 'dismissed'), 'support', 'dismissed')
    history = ask(ask(history, 'checkout', 'ignored'), 'checkout', 'dismissed')
    expect([streakOf(history, 'checkout'), streakOf(history, 'support')]).toEqual([2, 1])

    history = ask(history, 'checkout', 'answered')
    expect([streakOf(history, 'checkout'), streakOf(history, 'support')]).toEqual([0, 1])
    expect(streakOf(ask(history, 'checkout', 'dismissed'), 'checkout')).toBe(1)
  })

  test.each(['constructor', '__proto__', 'toString', '1'])('a survey may be called %s', survey => {
    expect(streakOf(emptyHistory, survey)).toBe(0)

    const history = recordOutcome(recordAsked(emptyHistory, survey, noon), survey, 'dismissed', noon)

    expect(streakOf(history, survey)).toBe(1)
    expect(reread(history)).toEqual(history)
  })

  test('"Don’t ask again" is remembered in addition to the askings', () => {
    expect(recordOptOut(emptyHistory, noon).optOuts).toEqual([{ at: noon, seen: null }])
  })

  test('saying it again overwrites nothing: the first may be the one whose clock was right', () => {
    const twice = recordOptOut(recordOptOut(emptyHistory, noon), noon + days(400))

    expect(twice.optOuts.map(({ at }) => at)).toEqual([noon, noon + days(400)])
    expect(reread(twice)).toEqual(twice)
  })

  test('of repeated opt-outs the last ten are kept', () => {
    let history = emptyHistory
    for (let time = 1; time <= 11; time++) history = recordOptOut(history, noon + time)

    expect(history.optOuts.map(({ at }) => at - noon)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  })

  test('by a clock that has gone back, nothing is stamped before what was stamped already', () => {
    const history = aHistory({ askings: [anAsking('open', noon)] })
    const earlier = noon - days(3)

    const asked = recordAsked(history, 'support', earlier)
    const ended = recordOutcome(asked, 'support', 'answered', earlier + 5)
    const optedOut = recordOptOut(ended, earlier + 9)

    expect(asked.askings[1]?.asked).toEqual({ at: noon, seen: earlier })
    expect(ended.askings[1]?.ended).toEqual({ at: noon, seen: earlier + 5 })
    expect(optedOut.optOuts).toEqual([{ at: noon, seen: earlier + 9 }])
  })

  test('an opt-out and an outcome are stamps that later ones do not go behind', () => {
    const history = aHistory({ optOuts: [{ at: noon + 7, seen: null }] })

    expect(recordAsked(history, 'checkout', noon).askings[0]?.asked).toEqual({ at: noon + 7, seen: noon })
  })
})

describe('refs', () => {
  test('the last 50 orders and tickets are remembered as hashes', () => {
    let history = emptyHistory
    for (let order = 1; order <= 51; order++) {
      history = rememberRef(history, 'main', { name: 'checkout', ref: `A-${order}` })
    }

    expect(history.refs).toHaveLength(50)
    expect(history.refs[0]).toBe(hashRef('main', 'checkout', 'A-2'))
    expect(history.refs[49]).toBe(hashRef('main', 'checkout', 'A-51'))
  })

  test('a trigger without one is not remembered', () => {
    expect(rememberRef(emptyHistory, 'main', { name: 'checkout', ref: null })).toBe(emptyHistory)
  })
})

describe('bounds', () => {
  const askedOften = (count: number) => {
    let history = recordOutcome(recordAsked(emptyHistory, 'year', noon), 'year', 'answered', noon)
    for (let index = 0; index < count; index++) {
      history = recordAsked(history, 'checkout', noon + index)
      history = recordOutcome(history, 'checkout', index % 3 ? 'ignored' : 'answered', noon + index)
    }
    return history
  }

  test('the newest askings are all kept', () => {
    const history = askedOften(keptAskings - 1)

    expect(history.askings).toHaveLength(keptAskings)
  })

  test('of older ones nothing is left, so that there is an end to it', () => {
    const history = askedOften(1000)

    expect(history.askings).toHaveLength(keptAskings)
    expect(history.askings[0]?.asked.at).toBe(noon + 1000 - keptAskings)
    expect(serializeHistory(history).length).toBeLessThan(60_000)
  })

  test('four years are remembered for a visitor who is asked as often as possible', () => {
    const site = someSettings({ maxPerYear: 1000 })

    expect(maxPerYear.limit?.(aSurvey(), aSituation({ settings: site }))).toBe(keptAskings / 4)
  })

  test('a clock that is years ahead makes nothing be forgotten', () => {
    const history = askedOften(3)

    expect(recordAsked(history, 'checkout', noon + days(20_000)).askings.slice(0, 4)).toEqual(history.askings)
  })
})

describe('stamps from the future', () => {
  const future = aHistory({
    askings: [anAsking('answered', noon - days(1)), anAsking('dismissed', noon + days(5))],
    optOuts: [{ at: noon + days(9), seen: null }],
  })

  test('every one is noted once, at the first sight', () => {
    const noted = noteFuture(future, noon)
    const seen = [
      ...noted.askings.map(({ asked, ended }) => [asked.seen, ended?.seen]),
      ...noted.optOuts.map(({ seen }) => seen),
    ]

    expect(seen).toEqual([[null, null], [noon, noon], noon])
    expect(noteFuture(noted, noon - days(2))).toEqual(noteFuture(noteFuture(noted, noon - days(2)), noon))
    expect(noteFuture(noted, noon + 5)).toBe(noted)
  })

  test('if there is none, the same history is returned', () => {
    const history = aHistory({ askings: [anAsking('answered', noon)] })

    expect(noteFuture(history, noon)).toBe(history)
    expect(noteFuture(history, noon - 1)).not.toBe(history)
  })

  test('a clock that is known to be wrong notes nothing', () => {
    expect(noteFuture(future, noon, noon + 1)).toBe(future)
    expect(noteFuture(future, noon, noon)).not.toBe(future)
  })
})

describe('what is kept', () => {
  const full = aHistory({
    askings: [
      { survey: 'checkout', asked: { at: 5, seen: 3 }, outcome: 'dismissed', ended: { at: 9, seen: 4 } },
      anAsking('answered', noon),
      anAsking('ignored', noon),
      anAsking('open', noon, 'support'),
    ],
    streaks: { checkout: 2, support: 0 },
    optOuts: [{ at: noon, seen: 7 }],
    refs: [0, 4_294_967_295],
    seed: 123,
  })

  test.each([
    ['an empty history', emptyHistory],
    ['a full history', full],
    ['a history with a seed of 0', aHistory({ seed: 0 })],
  ])('%s is read back as it was', (_case, history) => {
    expect(reread(history)).toEqual(history)
  })

  test('it says its version', () => {
    expect(JSON.parse(serializeHistory(full))).toMatchObject({ v: 1 })
  })

  test('an empty storage is the history of a visitor who was never asked', () => {
    expect(parseHistory(null)).toEqual(emptyHistory)
  })

  test.each(['{"v":2}', '{"v":99,"a":5}', '{"v":2,"askings":[],"sum":1}'])(
    'that of a newer version is left alone: %s',
    text => {
      expect(parseHistory(text)).toBeNull()
    },
  )

  const valid = serializeHistory(full)
  test.each([
    ['nothing at all', ''],
    ['no JSON', 'asked yesterday'],
    ['cut off', valid.slice(0, -5)],
    ['null', 'null'],
    ['a number', '7'],
    ['a text', '"v1"'],
    ['a list', '[1,2]'],
    ['an object of somebody else', '{"v":1,"user":"anna"}'],
    ['without a version', valid.replace('"v":1,', '')],
    ['of version 0', valid.replace('"v":1', '"v":0')],
    ['with an unknown outcome', valid.replace('"open"', '"gone"')],
    ['with another outcome', valid.replace('"answered"', '"ignored"')],
    ['with a time that is text', valid.replace(String(noon), `"${noon}"`)],
    ['with a time beyond all numbers', valid.replace(String(noon), '1e999')],
    ['with an earlier time', valid.replace(String(noon), String(noon - 1))],
    ['without a time', valid.replace(String(noon), 'null')],
    ['with an object for a time', valid.replace(String(noon), '{}')],
    ['with a ref that is text', valid.replace('4294967295', '"x"')],
    ['with a list for a streak', valid.replace('"checkout":2', '"checkout":[2]')],
    ['without a sum', valid.replace(/,"sum":\d+/, '')],
    ['with another sum', valid.replace(/"sum":\d/, '"sum":')],
    ['with more behind it', `${valid} `],
    ['huge', valid.replace('"refs":[', `"refs":[${'7,'.repeat(200_000)}`)],
  ])('what is corrupt never throws, and stands for askings of which nothing is known: %s', (_case, text) => {
    expect(text).not.toBe(valid)
    expect(parseHistory(text)).toMatchObject(lost)
  })

  test('the loss is noted when it is first seen, and then kept as any history', () => {
    const unread = parseHistory('asked yesterday') ?? emptyHistory

    const noted = noteFuture(unread, noon)

    expect(noted).not.toBe(unread)
    expect(noted.askings[0]?.asked.seen).toBe(noon)
    expect(reread(noted)).toEqual(noted)
    expect(noteFuture(reread(noted), noon + days(1))).toEqual(noted)
  })

  test('askings after a loss are stamped with their own time', () => {
    const unread = parseHistory('asked yesterday') ?? emptyHistory

    const asked = recordAsked(noteFuture(unread, noon), 'checkout', noon + 5)

    expect(asked.askings[1]?.asked).toEqual({ at: noon + 5, seen: null })
  })
})
