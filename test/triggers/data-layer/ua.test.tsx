import { describe, test } from 'vitest'
import { beLoadedBy, openPage, put } from '../open-page.ts'

const layer = () => (window as unknown as { dataLayer: unknown[] }).dataLayer
const purchase = {
  actionField: { id: 'T12345', affiliation: 'Online Store', revenue: '35.43', tax: '4.90', shipping: '5.99' },
  products: [{ name: 'Triblend Android T-Shirt', id: '12345', price: '15.25', quantity: 1 }],
}
const heard = { name: 'checkout', source: 'ua', ref: 'T12345', value: 35.43, currency: 'EUR' } as const

describe('a purchase as reported to Universal Analytics', () => {
  test('is heard, whatever its event is called', async () => {
    put({ dataLayer: [] })
    const { heard: hears } = openPage()
    layer().push({ event: 'eec.purchase', ecommerce: { currencyCode: 'EUR', purchase } })

    await hears(heard)
  })

  test('that was reported before howlikely came is heard', async () => {
    put({ dataLayer: [{ ecommerce: { currencyCode: 'EUR', purchase } }] })

    await openPage().heard(heard)
  })

  test('in the flat shape from before enhanced ecommerce is heard', async () => {
    put({
      dataLayer: [{ transactionId: '1234', transactionTotal: 38.26, transactionProducts: [{ sku: 'DD44' }] }],
    })

    await openPage().heard({ source: 'ua', ref: '1234', value: 38.26, currency: null })
  })

  test('with an array where an object belongs is heard without what it lacks', async () => {
    put({ dataLayer: [{ ecommerce: { purchase: { actionField: [purchase.actionField] } } }] })

    await openPage().heard({ source: 'ua', ref: null, value: null })
  })

  test('without a number is heard once when the page is loaded again; with one every time', async () => {
    put({ dataLayer: [{ ecommerce: { purchase: { actionField: {} } } }, { ecommerce: { purchase } }] })
    const first = openPage()
    await first.heard({ source: 'ua', ref: null }, { ref: 'T12345' })
    first.leave()

    beLoadedBy('back_forward')
    await openPage().heardOnly({ source: 'ua', ref: 'T12345' })
  })

  test('is not a refund, a basket, a look at a product, or a step of the checkout', async () => {
    put({ dataLayer: [] })
    const { heardOnly } = openPage()
    layer().push(
      { event: 'refund', ecommerce: { refund: purchase } },
      { event: 'addToCart', ecommerce: { currencyCode: 'EUR', add: { products: purchase.products } } },
      { ecommerce: { detail: { actionField: { list: 'Apparel' }, products: purchase.products } } },
      { event: 'checkout', ecommerce: { checkout: { actionField: { step: 1 }, products: [] } } },
      { ecommerce: { purchase: 'soon' } },
    )

    await heardOnly()
  })

  test('reported to GA4 in the same message is one purchase', async () => {
    put({ dataLayer: [] })
    const { heard: hears } = openPage()
    layer().push({ event: 'purchase', ecommerce: { transaction_id: 'T12345', purchase } })

    await hears({ source: 'ga4', ref: 'T12345' })
  })

  test('is left unheard if the site switched it off', async () => {
    put({ dataLayer: [{ ecommerce: { purchase } }] })

    await openPage({ sources: { ua: false } }).heardOnly()
  })
})
