import { describe, expect, test } from 'vitest'
import { parseHistory } from '../../src/history/history.ts'
import { minutes } from '../eligibility/situations.ts'
import { type ABrowser, aBrowser, shops, writes } from './a-browser.ts'

const carryOver = minutes(30)

/** How the askings are remembered, and the rows of dismissals. */
const remembered = ({ local }: ABrowser) => parseHistory(local.get('howlikely:main:history'))?.askings ?? []
const outcomes = (browser: ABrowser) => remembered(browser).map(({ outcome }) => outcome)

const briefly = ({ sent }: ABrowser) =>
  sent.map(({ id, revision, state, endedBy, score }) => [id, revision, state, endedBy, score])

async function asked(shop: (typeof shops)[number], options: Record<string, unknown> = {}) {
  const browser = aBrowser({ options: { delay: '0s', ...options } })
  const tab = browser.tab(shop)
  await tab.go('/thank-you')
  await tab.happens('checkout', { ref: 'A-1' })
  await browser.pass(0)
  return { browser, tab, id: tab.card().id }
}

describe.each(shops)('in a %s shop, an open survey', shop => {
  test('goes on after a reload: the same response, with its score and text', async () => {
    const { browser, tab, id } = await asked(shop)
    writes(tab, 9, 'Fast delivery')
    await tab.go()
    await browser.pass(minutes(1))

    expect(tab.card().id).toBe(id)
    expect(tab.card().draft).toMatchObject({ score: 9, reason: 'Fast delivery' })
    expect(remembered(browser)).toHaveLength(1)
  })

  test('goes on on the next page, and what is sent there is the same response', async () => {
    const { browser, tab, id } = await asked(shop)
    writes(tab, 9, 'Fast delivery')
    await tab.go('/shelf')
    await browser.pass(minutes(1))
    const contact = { allowed: false, email: '' }
    await tab.card().events.send({ score: 9, reason: 'Fast delivery', answers: {}, contact })
    await browser.pass(0)

    expect(browser.sent.at(-1)).toMatchObject({ id, state: 'answered', score: 9, reason: 'Fast delivery' })
    expect(new Set(browser.sent.map(one => one.id)).size).toBe(1)
    expect(outcomes(browser)).toEqual(['answered'])
  })

  test('that is left alone there counts as one asking', async () => {
    const { browser, tab, id } = await asked(shop)
    await tab.go('/shelf')
    await browser.pass(minutes(1))

    expect(tab.card().id).toBe(id)
    expect([outcomes(browser), browser.sent]).toEqual([['open'], []])
  })

  test('is closed on the next page as it would have been on its own', async () => {
    const { browser, tab } = await asked(shop)
    await tab.go('/shelf')
    await browser.pass(minutes(1))
    tab.card().events.closed()

    expect([tab.open(), outcomes(browser), browser.sent]).toEqual([null, ['dismissed'], []])
  })

  test('goes on at the exact end of `carryOver` after the page was left', async () => {
    const { browser, tab, id } = await asked(shop)
    writes(tab, 9, '')
    await tab.leave()
    await browser.pass(carryOver)
    await tab.go()

    expect(tab.card().id).toBe(id)
  })
})

describe('a survey whose visitor comes back a millisecond later than `carryOver`', () => {
  const left = async (options: Record<string, unknown>, score?: number) => {
    const { browser, tab, id } = await asked('classic', options)
    if (score !== undefined) writes(tab, score, 'Never sent')
    await tab.leave()
    await browser.pass(carryOver + 1)
    await tab.go()
    await browser.pass(minutes(1))
    expect(tab.open()).toBeNull()
    expect(tab.session.keys()).toEqual([])
    return { browser, id }
  }

  test('has ended; a score was sent when the page went away, and is not sent again', async () => {
    const { browser, id } = await left({}, 9)

    expect(briefly(browser)).toEqual([[id, 2, 'scored', null, 9]])
    expect(browser.sent[0]?.reason).toBeNull()
    expect(outcomes(browser)).toEqual(['answered'])
  })

  test('has ended as left, which is reported if everything is', async () => {
    const { browser, id } = await left({ report: 'everything' }, 9)

    expect(briefly(browser)).toEqual([
      [id, 2, 'scored', null, 9],
      [id, 3, 'scored', 'left', 9],
    ])
  })

  test('and a visitor who chose nothing has ignored it; nothing is sent, unless everything is', async () => {
    const quiet = await left({})
    expect([outcomes(quiet.browser), quiet.browser.sent]).toEqual([['ignored'], []])

    const told = await left({ report: 'everything' })
    expect(briefly(told.browser)).toEqual([
      [told.id, 1, 'asked', null, null],
      [told.id, 2, 'asked', 'left', null],
    ])
    expect(outcomes(told.browser)).toEqual(['ignored'])
  })

  test('and a score that is sent only with Send is never reported', async () => {
    const { browser } = await left({ unsent: 'nothing' }, 9)

    expect([outcomes(browser), browser.sent]).toEqual([['ignored'], []])
  })
})

describe('an open survey', () => {
  test('of a tab that crashed is ended by another one, once `carryOver` is over and not before', async () => {
    const { browser, tab, id } = await asked('classic')
    writes(tab, 9, 'Never sent')
    tab.crash()
    const other = browser.tab()
    await browser.pass(carryOver)
    await other.go('/')
    expect(browser.sent).toEqual([])
    await browser.pass(1)
    await other.go('/')
    await browser.pass(0)

    expect(briefly(browser)).toEqual([[id, 3, 'scored', 'left', 9]])
    expect(outcomes(browser)).toEqual(['answered'])
  })

  test('is not shown by a copy of its tab while it is open there', async () => {
    const { browser, tab } = await asked('classic')
    const copy = browser.tab('classic', tab)
    await copy.go('/shelf')
    await browser.pass(minutes(1))

    expect([tab.open(), copy.open()]).toEqual(['checkout', null])
    expect(outcomes(browser)).toEqual(['open'])
  })

  test('comes back with its page from the back-forward cache, and ends there if another tab asks now', async () => {
    const back = await asked('classic')
    await back.tab.fire('pagehide')
    await back.tab.fire('pageshow', { persisted: true })
    expect(back.tab.open()).toBe('checkout')

    const { browser, tab } = await asked('classic', { waitBetween: '0', waitAfterIgnored: '0' })
    await tab.fire('pagehide')
    const other = browser.tab()
    await other.go('/help')
    await other.happens('support')
    await browser.pass(0)
    expect(other.open()).toBe('support')
    await tab.fire('pageshow', { persisted: true })
    expect([tab.open(), outcomes(browser)]).toEqual([null, ['ignored', 'open']])
  })
})
