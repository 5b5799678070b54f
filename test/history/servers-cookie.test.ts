import { describe, expect, test } from 'vitest'
import { emptyHistory, type History, recordAsked } from '../../src/history/history.ts'
import { recallOutcomes } from '../../src/history/servers-cookie.ts'
import { days, noon } from '../eligibility/situations.ts'

const seconds = (daysAgo: number) => Math.floor((noon - days(daysAgo)) / 1000).toString(36)

/** The history after the cookie has been read. */
function recalled(cookies: string, history: History = emptyHistory): History {
  let kept = history
  const memory = {
    history: () => kept,
    save(next: History) {
      kept = next
      return true
    },
  }
  recallOutcomes(cookies, 'main', memory, noon)
  return kept
}

describe('a browser whose storage was wiped, with the server’s cookie left', () => {
  test.each([
    ['a', 'answered'],
    ['d', 'dismissed'],
    ['i', 'ignored'],
  ])('knows the outcome again: %s', (letter, outcome) => {
    const { askings, optOuts } = recalled(
      `basket=3; howlikely_main_s=1.checkout~${letter}~${seconds(5)}; lang=sv`,
    )

    expect(askings).toMatchObject([{ survey: 'checkout', outcome, asked: { at: noon - days(5) } }])
    expect(optOuts).toEqual([])
  })

  test('knows "Don’t ask again"', () => {
    expect(recalled(`howlikely_main_s=1.checkout~o~${seconds(5)}`)).toMatchObject({
      askings: [{ outcome: 'dismissed' }],
      optOuts: [{ at: noon - days(5) }],
    })
  })

  test('reads both cookies if a host and its domain have one each', () => {
    const { askings } = recalled(`howlikely_main_s=1.a~a~${seconds(5)}; howlikely_main_s=1.b~a~${seconds(4)}`)

    expect(askings.map(({ survey }) => survey)).toEqual(['a', 'b'])
  })

  test.each(['', 'howlikely_other_s=1.checkout~a~tem6o0', 'howlikely_main_s=%%%', 'howlikely_main_s=1.x~y'])(
    'learns nothing from "%s"',
    cookies => expect(recalled(cookies)).toBe(emptyHistory),
  )
})

test('whatever somebody writes into it, nothing known here is lost', () => {
  const known = recordAsked(emptyHistory, 'checkout', noon - days(1))
  const { askings } = recalled(`howlikely_main_s=1.checkout~i~${seconds(300)}`, known)

  expect(askings).toContainEqual(known.askings[0])
})
