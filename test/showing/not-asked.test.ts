import { describe, expect, test } from 'vitest'
import { days, minutes } from '../eligibility/situations.ts'
import { aBrowser, choose, shops } from './a-browser.ts'

const everything = { report: 'everything' }
const stored = ({ local }: ReturnType<typeof aBrowser>) => local.get('howlikely:main:notAsked')

describe.each(shops)('in a %s shop that wants to know everything', shop => {
  const aShop = (options: Record<string, unknown> = {}) => {
    const browser = aBrowser({ options: { ...everything, ...options } })
    const tab = browser.tab(shop)
    return { browser, tab, buy: (ref: string) => tab.happens('checkout', { ref }) }
  }
  /** Somebody buys, is asked, and closes the card. */
  const asked = async ({ browser, tab, buy }: ReturnType<typeof aShop>, ref: string) => {
    await buy(ref)
    await browser.pass(minutes(1))
    tab.card().events.closed()
    await browser.pass(minutes(1))
  }
  const told = ({ sent }: ReturnType<typeof aBrowser>) => sent.map(({ notAsked }) => notAsked ?? null)

  test('the next message tells why triggers led to nothing, on whatever pages they came', async () => {
    const shop = aShop()
    const { browser, tab, buy } = shop
    await tab.go('/thank-you')
    await asked(shop, 'A-1')
    await buy('A-2')
    await tab.go('/thank-you/again')
    await buy('A-1')
    await buy('A-3')
    expect(JSON.parse(`${stored(browser)}`)).toEqual({ 'wait-after-dismissal': 2, ref: 1 })
    const messages = browser.sent.length

    await browser.pass(days(40))
    expect(browser.sent).toHaveLength(messages)
    await asked(shop, 'A-4')
    const [before, after] = [told(browser).slice(0, messages), told(browser).slice(messages)]
    expect(before).toEqual(before.map(() => null))
    expect(after).toEqual([{ 'wait-after-dismissal': 2, ref: 1 }])
    expect(stored(browser)).toBeNull()
  })

  test('every revision of a response tells the same, and the next response does not tell it again', async () => {
    const shop = aShop()
    const { browser, tab, buy } = shop
    await tab.go('/thank-you')
    await asked(shop, 'A-1')
    await buy('A-2')
    await browser.pass(days(40))
    await buy('A-3')
    await browser.pass(minutes(1))
    await tab.disturb('hidden', 'visibilitychange')
    await tab.disturb(null, 'visibilitychange')
    choose(tab, 9)
    tab.card().events.closed()
    await browser.pass(minutes(1))
    await browser.pass(days(200))
    await asked(shop, 'A-4')

    const ids = [...new Set(browser.sent.map(({ id }) => id))]
    const [first, second, third] = ids.map(id =>
      told(browser).filter((_, place) => browser.sent[place]?.id === id),
    )
    expect([first, third]).toEqual([[null], [null]])
    expect(second?.length).toBeGreaterThan(1)
    expect(second).toEqual(second?.map(() => ({ 'wait-after-dismissal': 1 })))
  })

  test('if nothing about the visitor is stored yet, only the page remembers', async () => {
    const shop = aShop({ where: { trigger: { paid: true } } })
    const { browser, tab } = shop
    await tab.go('/thank-you')
    await tab.happens('checkout', { ref: 'A-1', paid: false })
    await tab.happens('checkout', { ref: 'A-2', paid: false })
    expect(browser.local.keys()).toEqual([])

    await tab.happens('checkout', { ref: 'A-3', paid: true })
    await browser.pass(minutes(1))
    await tab.disturb('hidden', 'visibilitychange')
    expect(told(browser)).toEqual([{ where: 2 }])
  })
})

test('a trigger whose moment never came is counted once it waits no longer, and once only', async () => {
  const browser = aBrowser({ options: { ...everything, carryOver: '30m' } })
  const tab = browser.tab()
  await tab.go('/thank-you')
  await tab.happens('checkout', { ref: 'A-1' })
  await browser.pass(minutes(1))
  tab.card().events.closed()
  await browser.pass(days(40))
  await tab.happens('checkout', { ref: 'A-2' })
  await tab.disturb('typing')
  await browser.pass(minutes(40))
  for (const page of ['/other', '/another']) {
    await tab.go(page)
    expect(JSON.parse(`${stored(browser)}`)).toEqual({ moment: 1 })
  }
})

test('a site that wants answers only gets no counts, and none are stored for it', async () => {
  const browser = aBrowser({})
  const tab = browser.tab()
  await tab.go('/thank-you')
  await tab.happens('checkout', { ref: 'A-1' })
  await browser.pass(minutes(1))
  choose(tab, 9)
  tab.card().events.closed()
  await tab.happens('checkout', { ref: 'A-2' })
  await browser.pass(days(100))
  await tab.happens('checkout', { ref: 'A-3' })
  await browser.pass(minutes(1))
  choose(tab, 9)
  tab.card().events.closed()
  await browser.pass(minutes(1))

  expect(browser.sent).toHaveLength(2)
  expect(browser.sent.every(record => !('notAsked' in record))).toBe(true)
  expect(stored(browser)).toBeNull()
})

test('what somebody else wrote into the storage goes no further than a collector would accept', async () => {
  const browser = aBrowser({ options: everything })
  const tab = browser.tab()
  await tab.go('/thank-you')
  await tab.happens('checkout', { ref: 'A-1' })
  await browser.pass(minutes(1))
  tab.card().events.closed()
  const strange = { session: 3, Sample: 1, ref: -1, never: 1.5, hours: '7', clock: 1e9, where: null }
  browser.local.set('howlikely:main:notAsked', JSON.stringify(strange))
  await browser.pass(days(40))
  await tab.happens('checkout', { ref: 'A-2' })
  await browser.pass(minutes(1))
  tab.card().events.closed()
  await browser.pass(minutes(1))

  expect(browser.sent.at(-1)?.notAsked).toEqual({ session: 3 })
})
