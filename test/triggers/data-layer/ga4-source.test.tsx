import { describe, expect, test } from 'vitest'
import { click, openPage, put } from '../open-page.ts'

interface Layered {
  dataLayer: unknown[]
}
const page = window as unknown as Layered

/** As in Google's own snippet. */
function gtag(..._call: unknown[]) {
  // biome-ignore lint/complexity/noArguments: gtag pushes its own arguments object, not an array.
  page.dataLayer.push(arguments)
}
const order = { transaction_id: 'T-1', value: 49, currency: 'EUR', items: [] }
const heard = { name: 'checkout', source: 'ga4', ref: 'T-1', value: 49, currency: 'EUR' } as const

describe('a GA4 purchase on a page', () => {
  test('that was reported before howlikely came is heard', async () => {
    put({ dataLayer: [] })
    gtag('event', 'purchase', order)

    await openPage().heard(heard)
  })

  test('is heard in the shape of a tag manager, after the message that clears the object', async () => {
    put({ dataLayer: [] })
    const { heard: hears } = openPage()
    page.dataLayer.push({ ecommerce: null }, { event: 'purchase', ecommerce: order })

    await hears(heard)
  })

  test('may have a number for an order number and a text for a value', async () => {
    put({ dataLayer: [] })
    const { heard: hears } = openPage()
    gtag('event', 'purchase', { transaction_id: 1042, value: '49.50', currency: 'SEK' })

    await hears({ ref: '1042', value: 49.5, currency: 'SEK' })
  })

  test('is heard on a layer of another name', async () => {
    put({ otherLayer: [{ event: 'purchase', ecommerce: order }] })

    await openPage({ dataLayer: 'otherLayer' }).heard(heard)
  })

  test('is heard on a layer that takes the place of another one later', async () => {
    put({ dataLayer: [] })
    const { heard: hears } = openPage()
    page.dataLayer = []
    click()
    gtag('event', 'purchase', order)

    await hears(heard)
  })

  test('without what is usually there is still a purchase', async () => {
    put({ dataLayer: [] })
    const { heard: hears } = openPage()
    gtag('event', 'purchase')
    page.dataLayer.push({ event: 'purchase', ecommerce: [order] })
    gtag('event', 'purchase', { transaction_id: ['T-1'], value: '1.234,50 kr', currency: { code: 'SEK' } })

    const nothing = { name: 'checkout', ref: null, value: null, currency: null }
    await hears(nothing, nothing, nothing)
  })

  test('is not an added product, a refund, a started checkout, or a command array', async () => {
    put({ dataLayer: [] })
    const { heard: hears } = openPage()
    gtag('event', 'add_to_cart', order)
    gtag('event', 'refund', order)
    gtag('event', 'begin_checkout', order)
    page.dataLayer.push(['event', 'purchase', order], { event: 'purchase_failed' }, () => {})
    gtag('event', 'purchase', { transaction_id: 'the real one' })

    await hears({ ref: 'the real one' })
  })

  test('is left unheard if the site switched it off, and nothing else is', async () => {
    put({ dataLayer: [] })
    const { heard: hears, command } = openPage({ sources: { ga4: false } })
    gtag('event', 'purchase', order)
    command('trigger', 'checkout', { ref: 'by command' })

    await hears({ ref: 'by command', source: 'command' })
  })

  test('needs no sources', async () => {
    put({ dataLayer: [] })
    const { heard: hears, needsSources } = openPage()
    gtag('event', 'purchase', order)
    await hears(heard)

    expect(needsSources()).toBe(false)
  })
})
