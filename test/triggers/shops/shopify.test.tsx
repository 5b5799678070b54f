import { afterEach, describe, expect, test } from 'vitest'
import triggersPage from '../../../docs/triggers.md?raw'
import { openPage } from '../open-page.ts'

const key = 'howlikely:main:shopify'

afterEach(() => localStorage.removeItem(key))

/** The snippet that a shop pastes. */
const snippet = /```js\n(analytics\.subscribe[\s\S]*?)^```/m.exec(triggersPage)?.[1] ?? ''

type Subscriber = (event: unknown) => void

/**
 * What Shopify gives a custom pixel: no page, no window of the shop, and a `browser` whose calls reach the shop's own
 * storage later, through the frame around it.
 */
function sandbox() {
  const subscribers: [name: string, subscriber: Subscriber][] = []
  const inTopFrame =
    <Given extends unknown[], Result>(call: (...given: Given) => Result) =>
    (...given: Given): Promise<Result> =>
      new Promise(resolve => setTimeout(() => resolve(call(...given))))
  const lent = {
    analytics: {
      subscribe: (name: string, subscriber: Subscriber) => void subscribers.push([name, subscriber]),
    },
    browser: {
      localStorage: {
        setItem: inTopFrame((name: string, value: string) => localStorage.setItem(name, value)),
        getItem: inTopFrame((name: string) => localStorage.getItem(name)),
        removeItem: inTopFrame((name: string) => localStorage.removeItem(name)),
      },
    },
    window: undefined,
    document: undefined,
    localStorage: undefined,
  }
  const names = Object.keys(lent)
  new Function(...names, `'use strict';${snippet}`)(...Object.values(lent))
  return (name: string, event: unknown) => {
    for (const [subscribed, subscriber] of subscribers) if (subscribed === name) subscriber(event)
  }
}

/** As Shopify documents the event. */
const completed = {
  name: 'checkout_completed',
  data: {
    checkout: {
      token: '2fd1a3',
      currencyCode: 'CAD',
      order: { id: '5678', customer: { id: '9' } },
      totalPrice: { amount: 59.9, currencyCode: 'CAD' },
    },
  },
}
const mark = () => localStorage.getItem(key)

describe('a purchase on Shopify', () => {
  test('leaves a mark from the pixel’s sandbox, which the next page of the shop takes up, once', async () => {
    sandbox()('checkout_completed', completed)
    await expect.poll(mark).not.toBeNull()

    const { heardOnly } = openPage()
    await heardOnly({ name: 'checkout', source: 'shopify', ref: '5678', value: 59.9, currency: 'CAD' })
    expect(mark()).toBeNull()
    const next = openPage({ thankYouPages: [{ path: '/never' }] })
    await next.heardOnly()
  })

  test('that has no order yet goes by its checkout', async () => {
    const { order, ...checkout } = completed.data.checkout
    sandbox()('checkout_completed', { data: { checkout } })
    await expect.poll(mark).not.toBeNull()

    await openPage().heard({ ref: '2fd1a3' })
  })

  test('is not a checkout that began, or a filled basket', async () => {
    const tell = sandbox()
    tell('checkout_started', completed)
    tell('product_added_to_cart', { data: { cartLine: { cost: { totalAmount: { amount: 59.9 } } } } })
    tell('checkout_completed', completed)
    await expect.poll(mark).not.toBeNull()
    localStorage.removeItem(key)
    const { needsSources, command, heard } = openPage()
    command('trigger', 'own')
    await heard({ name: 'own' })

    expect(needsSources()).toBe(false)
  })

  test.each([
    ['a week ago', 7 * 86_400_000, []],
    ['a moment less than a week ago', 7 * 86_400_000 - 60_000, [{ ref: 'old' }]],
  ])('from %s', async (_when, age, expected) => {
    localStorage.setItem(key, JSON.stringify({ ref: 'old', at: Date.now() - age }))

    await openPage().heardOnly(...expected)
    expect(mark()).toBeNull()
  })

  test('whose mark cannot be read is lost', async () => {
    localStorage.setItem(key, 'x{')

    await openPage().heardOnly()
    expect(mark()).toBeNull()
  })

  test('is left alone if the site switched it off', async () => {
    localStorage.setItem(key, JSON.stringify({ ref: 'A', at: Date.now() }))
    await openPage({ sources: { shopify: false } }).heardOnly()

    expect(mark()).not.toBeNull()
  })
})
