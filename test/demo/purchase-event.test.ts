import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { buy, visitor } from './visitor.ts'

const asset = (name: string) => readFileSync(new URL(`../../demo/assets/${name}`, import.meta.url), 'utf8')

/** The data layer after the analytics scripts of a page have run as a browser runs them, one after the other. */
function dataLayerOf(page: string) {
  const shape = /data-layer-shape="(\w+)"/.exec(page)?.[1]
  const [, when, event] = /<script type="application\/json" data-analytics="(\w+)">([^<]*)/.exec(page) ?? []
  const listeners = new Map<string, (event: unknown) => void>()
  class HTMLScriptElement {
    dataset = { endpoint: 'https://collector.example/responses' }
  }
  const document = {
    currentScript: {},
    addEventListener: (name: string, listener: (event: unknown) => void) => listeners.set(name, listener),
    removeEventListener: (name: string) => listeners.delete(name),
  }
  const window: { dataLayer?: unknown[] } = {}
  const page_ = { window, document, HTMLScriptElement, JSON, Date }

  document.currentScript = { dataset: { layerShape: shape } }
  runInNewContext(asset('analytics.js'), page_)
  document.currentScript = {
    previousElementSibling: { dataset: { analytics: when }, textContent: event },
  }
  runInNewContext(asset('event.js'), page_)
  return {
    entries: () => window.dataLayer ?? [],
    /** A script element of the page has loaded or failed. */
    scriptEnded: (name: 'load' | 'error', target: unknown) => listeners.get(name)?.({ target }),
    tag: new HTMLScriptElement(),
  }
}

const kind = (entry: unknown) => Object.prototype.toString.call(entry)
const plain = (entry: unknown): unknown => JSON.parse(JSON.stringify(entry))

async function thankYouPage(parameters = ''): Promise<{ page: string; number: string }> {
  const ada = visitor()
  const place = await buy(ada)
  return { page: await ada.page(`${place}${parameters}`), number: place.slice('/thank-you?order='.length) }
}

describe('the purchase on the thank-you page', () => {
  test('is by default the arguments of gtag(), as Google documents them', async () => {
    const { page, number } = await thankYouPage()

    const entry = dataLayerOf(page).entries().at(-1)

    expect(kind(entry)).toBe('[object Arguments]')
    expect(plain(entry)).toEqual({
      0: 'event',
      1: 'purchase',
      2: {
        transaction_id: number,
        value: 45,
        tax: 9.98,
        shipping: 4.9,
        currency: 'EUR',
        items: [
          {
            item_id: 'skog',
            item_name: 'Skog',
            item_brand: 'Lund & Kettle',
            item_category: 'Coffee',
            price: 13.5,
            quantity: 2,
            index: 0,
          },
          {
            item_id: 'vik',
            item_name: 'Vik',
            item_brand: 'Lund & Kettle',
            item_category: 'Table',
            price: 18,
            quantity: 1,
            index: 1,
          },
        ],
      },
    })
  })

  test('is with ?layer=object a pushed object, after the reset that tag managers ask for', async () => {
    const { page, number } = await thankYouPage('&layer=object')

    const [reset, entry] = dataLayerOf(page).entries().slice(-2).map(plain)

    expect(reset).toEqual({ ecommerce: null })
    expect(entry).toMatchObject({
      event: 'purchase',
      ecommerce: { transaction_id: number, value: 45, currency: 'EUR' },
    })
  })

  test('comes before the tag, so that it is pushed before the tag can run', async () => {
    const { page } = await thankYouPage()

    expect(page.indexOf('/assets/event.js')).toBeGreaterThan(0)
    expect(page.indexOf('/assets/event.js')).toBeLessThan(page.indexOf('<script async src'))
  })

  test.each(['load', 'error'] as const)(
    'is with ?push=after pushed at the %s of the tag, once',
    async ended => {
      const { page } = await thankYouPage('&push=after')
      const layer = dataLayerOf(page)
      const before = layer.entries().length

      layer.scriptEnded(ended, {})
      const afterAnotherScript = layer.entries().length
      layer.scriptEnded(ended, layer.tag)
      layer.scriptEnded(ended, layer.tag)

      expect(afterAnotherScript).toBe(before)
      expect(layer.entries()).toHaveLength(before + 1)
      expect(plain(layer.entries().at(-1))).toMatchObject({ 1: 'purchase' })
    },
  )

  test('is the same again when the page is loaded again', async () => {
    const ada = visitor()
    const place = await buy(ada)

    const first = dataLayerOf(await ada.page(place))
      .entries()
      .at(-1)
    const second = dataLayerOf(await ada.page(place))
      .entries()
      .at(-1)

    expect(plain(second)).toEqual(plain(first))
  })
})

describe('other pages', () => {
  test.each([
    ['/', 'view_item_list'],
    ['/products/skog', 'view_item'],
    ['/basket', 'view_cart'],
  ])('%s tells of %s, and of no purchase', async (path, event) => {
    const entries = dataLayerOf(await visitor().page(path))
      .entries()
      .map(plain)

    expect(entries.at(-1)).toMatchObject({ 0: 'event', 1: event })
    expect(JSON.stringify(entries)).not.toContain('purchase')
  })
})

describe('the sample order', () => {
  test('is a thank-you page with the number, value and currency of its address', async () => {
    const page = await visitor().page('/thank-you/sample?order=A-1042&value=59.90&currency=SEK')

    expect(plain(dataLayerOf(page).entries().at(-1))).toMatchObject({
      1: 'purchase',
      2: { transaction_id: 'A-1042', value: 59.9, currency: 'SEK' },
    })
  })

  test('gets a number into its address when it has none, so that a reload is the same order', async () => {
    const response = await visitor().get('/thank-you/sample?layer=object')

    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toMatch(/^\/thank-you\/sample\?layer=object&order=LK-\w{6}$/)
  })

  test('has no transaction_id when the number is empty, as in some shops', async () => {
    const page = await visitor().page('/thank-you/sample?order=')

    expect(JSON.stringify(plain(dataLayerOf(page).entries().at(-1)))).not.toContain('transaction_id')
  })

  test.each(['order=%3Cb%3E', `order=${'x'.repeat(65)}`, 'order=A&value=free', 'order=A&currency=euro'])(
    'is refused with a sentence when it is %s',
    async parameters => {
      const response = await visitor().get(`/thank-you/sample?${parameters}`)

      expect(response.status).toBe(400)
    },
  )
})
