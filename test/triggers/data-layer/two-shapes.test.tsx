import { describe, test } from 'vitest'
import type { Trigger } from '../../../src/protocol/trigger.ts'
import { beLoadedBy, openPage, put } from '../open-page.ts'

const layer = () => (window as unknown as { dataLayer: unknown[] }).dataLayer
const purchase = { actionField: { id: 'A1', revenue: '9.50' } }
const now = { transaction_id: 'A1', value: 9.5, currency: 'EUR' }

describe('one purchase in two shapes keeps its number and value', () => {
  test.each<[string, object[], Partial<Trigger>]>([
    [
      'enhanced ecommerce',
      [{ event: 'purchase', ecommerce: { currencyCode: 'EUR', purchase } }],
      { currency: 'EUR' },
    ],
    ['flat fields', [{ event: 'purchase', transactionId: 'A1', transactionTotal: 9.5 }], {}],
    ['GA4’s object in a message before', [{ ecommerce: now }, { event: 'purchase' }], { currency: 'EUR' }],
    [
      'GA4’s object in a message of another name before',
      [{ event: 'view_cart', ecommerce: now }, { event: 'gtm.click' }, { event: 'purchase' }],
      {},
    ],
    ['enhanced ecommerce in a message before', [{ ecommerce: { purchase } }, { event: 'purchase' }], {}],
    [
      'its value beside the event, its number before',
      [{ ecommerce: { transaction_id: 'A1' } }, { event: 'purchase', value: 9.5 }],
      {},
    ],
  ])('%s', async (_case, messages, more) => {
    put({ dataLayer: [] })
    const { heard } = openPage()
    layer().push(...messages)

    const all = { name: 'checkout', ref: 'A1', value: 9.5, ...more }
    // The message by itself counts as Universal Analytics' purchase, as it always did; the event adds GA4's.
    const isTwice =
      'ecommerce' in (messages[0] ?? {}) &&
      messages.length > 1 &&
      JSON.stringify(messages[0]).includes('actionField')
    await (isTwice ? heard(all, all) : heard({ ...all, source: 'ga4' }))
  })

  test('what was there before howlikely is read alike', async () => {
    put({ dataLayer: [{ ecommerce: now }, { event: 'purchase' }] })

    await openPage().heard({ source: 'ga4', ref: 'A1', value: 9.5, currency: 'EUR' })
  })

  test('an object that was cleared is ignored', async () => {
    put({ dataLayer: [{ ecommerce: now }, { ecommerce: null }, { event: 'purchase' }] })

    await openPage().heard({ source: 'ga4', ref: null, value: null })
  })

  test('the event’s own number comes first', async () => {
    put({ dataLayer: [{ ecommerce: now }, { event: 'purchase', ecommerce: { transaction_id: 'B2' } }] })

    await openPage().heard({ source: 'ga4', ref: 'B2', value: null })
  })

  test('with GA4 switched off it is Universal Analytics’', async () => {
    put({ dataLayer: [{ event: 'purchase', ecommerce: { purchase } }] })

    await openPage({ sources: { ga4: false } }).heard({ source: 'ua', ref: 'A1', value: 9.5 })
  })
})

describe('a purchase without a number', () => {
  test.each([
    ['that is loaded again is told again', 'reload', false],
    ['that is come back to is told again', 'back_forward', false],
    ['that is elsewhere than it was loaded is new', 'reload', true],
  ] as const)('on a page %s', async (_case, type, moves) => {
    put({ dataLayer: [] })
    beLoadedBy(type)
    const before = location.href
    const { heard, heardOnly } = openPage()
    if (moves) history.pushState(null, '', '/order/done')
    layer().push({ event: 'purchase' })

    if (moves) await heard({ source: 'ga4', ref: null })
    else await heardOnly()
    history.replaceState(null, '', before)
  })
})
