import googleAnalytics from '@analytics/google-analytics'
import { AnalyticsBrowser } from '@segment/analytics-next'
import { Analytics } from 'analytics'
import 'data-layer-helper/dist/data-layer-helper.js'
import ReactGA from 'react-ga4'
import { describe, expect, test } from 'vitest'
import { addGtag, configure, ecommerce } from 'vue-gtag'
import { click, openPage, put } from '../open-page.ts'

/** In place of the vendor's script, which no test should load: a script of nothing, whatever is added to its address. */
const nothing = 'data:text/javascript,//'
const order = { transaction_id: 'T-1', value: 49, currency: 'EUR', items: [] }
const heardOrder = { name: 'checkout', source: 'ga4', ref: 'T-1', value: 49, currency: 'EUR' } as const

describe('what real packages tell is heard:', () => {
  test('react-ga4', async () => {
    put({ dataLayer: [], gtag: undefined })
    const { heard } = openPage()
    ReactGA.initialize('G-TEST', { gtagUrl: nothing })
    ReactGA.event('add_to_cart', order)
    ReactGA.event('purchase', order)
    click()

    await heard(heardOrder)
  })

  test('vue-gtag', async () => {
    put({ dataLayer: [], gtag: undefined })
    const { heard } = openPage()
    configure({ tagId: 'G-TEST', initMode: 'manual', resource: { url: nothing, inject: true } })
    addGtag().catch(() => {})
    ecommerce('add_to_cart', order)
    ecommerce('purchase', order)
    click()

    await heard(heardOrder)
  })

  test('@analytics/google-analytics, on a layer of its own name', async () => {
    put({ ga4DataLayer: undefined, gtag: undefined })
    const { heard } = openPage({ dataLayer: 'ga4DataLayer' })
    const analytics = Analytics({
      app: 'shop',
      plugins: [googleAnalytics({ measurementIds: ['G-TEST'], customScriptSrc: nothing })],
    })
    await analytics.track('add_to_cart', order)
    await analytics.track('purchase', order)
    click()

    await heard(heardOrder)
  })

  test('@segment/analytics-next', async () => {
    const analytics = new AnalyticsBrowser()
    put({ analytics })
    const { heard } = openPage()
    analytics.load(
      { writeKey: 'test', cdnSettings: { integrations: { 'Segment.io': { apiKey: 'test' } } } },
      { integrations: { 'Segment.io': false }, disableClientPersistence: true },
    )
    await analytics.track('Product Added', { order_id: 'no' })
    await analytics.track('Order Completed', { order_id: 'A-1', total: 27.5, currency: 'USD', products: [] })

    await heard({ name: 'checkout', source: 'segment', ref: 'A-1', value: 27.5, currency: 'USD' })
  })
})

interface Helper {
  new (layer: unknown[], listener: (model: unknown, message: unknown) => void, past: boolean): unknown
}

describe('Google’s own data-layer-helper', () => {
  const { DataLayerHelper } = window as unknown as { DataLayerHelper: Helper }

  test.each(['before', 'after'])('that came %s howlikely gets every message once, in order', async when => {
    const layer: unknown[] = []
    const messages: unknown[] = []
    const help = () => new DataLayerHelper(layer, (_model, message) => messages.push(message), true)
    put({ dataLayer: layer })
    if (when === 'before') help()
    const { heard } = openPage()
    if (when === 'after') help()

    const results = [
      layer.push({ ecommerce: null }),
      layer.push({ event: 'purchase', ecommerce: order }, { event: 'scroll' }),
    ]

    await heard(heardOrder)
    expect(messages).toEqual([
      { ecommerce: null },
      { event: 'purchase', ecommerce: order },
      { event: 'scroll' },
    ])
    expect(results).toEqual([1, 3])
    expect(layer).toHaveLength(3)
  })
})
