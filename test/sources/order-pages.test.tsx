import { describe, expect, onTestFinished, test } from 'vitest'
import { be, click, openPage } from './open-page.ts'

/** The pages as the platforms' own templates draw them, as far as they matter here. */
const wooOverview = `<div class="woocommerce-order">
  <ul class="woocommerce-order-overview woocommerce-thankyou-order-details order_details">
    <li class="woocommerce-order-overview__order order">Order number: <strong>W-1042</strong></li>
    <li class="woocommerce-order-overview__total total">Total: <strong>1.234,50 kr</strong></li>
  </ul></div>`
const wooFailed = `<div class="woocommerce-order">
  <p class="woocommerce-notice woocommerce-notice--error woocommerce-thankyou-order-failed">Declined.</p></div>`
const magentoGuest = `<div class="checkout-success"><p>Your order # is: <span>000000012</span>.</p>
  <p>You will receive an order confirmation email.</p></div>`
const magentoCustomer = `<div class="checkout-success"><p>Your order number is:
  <a href="/sales/order/view/order_id/12/" class="order-number"><strong>000000012</strong></a>.</p></div>`
const wooClass = 'theme-shop woocommerce-checkout woocommerce-page woocommerce-order-received'
const presta = 'id_cart=7&id_module=30&id_order=12&key=0f2c'

type Body = Parameters<typeof be>[1]

describe('a page that confirms an order is known', () => {
  test.each<[string, string, string | null, string, Body]>([
    ['WooCommerce', 'woocommerce', '77', '/checkout/order-received/77/?key=wc_order_a', {}],
    [
      'WooCommerce without pretty links',
      'woocommerce',
      '77',
      '/?page_id=8&order-received=77&key=wc_order_a',
      {},
    ],
    [
      'WooCommerce, translated',
      'woocommerce',
      '77',
      '/kasse/bestellt/77/?key=wc_order_a',
      { className: wooClass },
    ],
    [
      'WooCommerce with a number of its own',
      'woocommerce',
      'W-1042',
      '/checkout/order-received/77/',
      { className: wooClass, html: wooOverview },
    ],
    ['Magento, for a guest', 'magento', '000000012', '/checkout/onepage/success/', { html: magentoGuest }],
    [
      'Magento, for a customer',
      'magento',
      '000000012',
      '/de/checkout/onepage/success/',
      { html: magentoCustomer },
    ],
    [
      'Magento, by its body',
      'magento',
      null,
      '/danke',
      { className: 'checkout-onepage-success page-layout-1column' },
    ],
    ['PrestaShop', 'prestashop', '12', `/order-confirmation?${presta}`, { id: 'order-confirmation' }],
    [
      'PrestaShop, translated',
      'prestashop',
      '12',
      `/confirmation-commande?${presta}`,
      { id: 'order-confirmation' },
    ],
    [
      'PrestaShop, without pretty links',
      'prestashop',
      '12',
      `/index.php?controller=order-confirmation&${presta}`,
      {},
    ],
    ['BigCommerce', 'bigcommerce', null, '/checkout/order-confirmation', {}],
    ['Squarespace', 'squarespace', 'a1b2', '/checkout/order-confirmed?oid=a1b2', {}],
    ['Stripe', 'stripe', 'cs_live_a1B2c3', '/thanks?session_id=cs_live_a1B2c3', {}],
    ['Stripe in test', 'stripe', 'cs_test_a1B2c3', '/thanks?plan=pro&session_id=cs_test_a1B2c3', {}],
  ])('%s', async (_name, source, ref, address, body) => {
    be(address, body)

    await openPage().heard({ name: 'checkout', source: source as never, ref })
  })

  test.each<[string, string, Body]>([
    ['a payment that failed', '/checkout/order-received/77/', { className: wooClass, html: wooFailed }],
    ['a list of orders', '/my-account/orders/?search=order-received', {}],
    ['an article about it', '/help/how-order-received-mails-work', {}],
    ['a module’s page', '/module/pay?id_module=30', {}],
    ['a confirmation that is still to come', '/help/order-confirmation-mails', {}],
    ['another session', '/thanks?session_id=a1B2c3', {}],
    ['a session by a similar name', '/thanks?session_id=cs_livestock_7', {}],
    ['a checkout that goes on', '/checkout/onepage/success-stories', {}],
  ])('from %s', async (_name, address, body) => {
    be(address, body)
    const page = openPage({ thankYouPages: [{ path: '/never' }] })

    await page.heardOnly()
  })

  test.each(['woocommerce', 'magento', 'prestashop', 'bigcommerce', 'squarespace', 'stripe', 'thank-you'])(
    'and left alone where the site switched %s off',
    async source => {
      const address = {
        woocommerce: '/checkout/order-received/77/',
        magento: '/checkout/onepage/success/',
        prestashop: `/order?${presta}`,
        bigcommerce: '/checkout/order-confirmation',
        squarespace: '/checkout/order-confirmed?oid=a1b2',
        stripe: '/thanks?session_id=cs_live_a1B2c3',
        'thank-you': '/bye',
      }[source]
      be(`${address}`)
      const page = openPage({ sources: { [source]: false }, thankYouPages: [{ path: '/bye' }] })

      await page.heardOnly()
    },
  )
})

describe('pages that the site names itself', () => {
  const thankYouPages = [{ path: '/*/bye', refParameter: 'order' }, { path: '/thanks*' }]

  test.each([
    ['/sv/bye?order=A-7', 'A-7'],
    ['/sv/bye', null],
    ['/thanks/again', null],
  ])('%s is one', async (address, ref) => {
    be(address)

    await openPage({ thankYouPages }).heard({ name: 'checkout', source: 'thank-you', ref })
  })

  test('another path is none', async () => {
    be('/bye?order=A-7')

    await openPage({ thankYouPages }).heardOnly()
  })

  test('a list with a mistake in it asks nobody', async () => {
    be('/sv/bye?order=A-7')

    await openPage({ thankYouPages: [...thankYouPages, { path: 'no slash' }] }).heardOnly()
  })
})

describe('a single-page shop', () => {
  const thankYouPages = [{ path: '/bye', refParameter: 'order' }]
  const go = (address: string) => history.pushState(null, '', address)

  test('tells each order once, whatever the visitor does next', async () => {
    be('/shop')
    const { heard, heardOnly } = openPage({ thankYouPages })
    await heardOnly()

    go('/bye?order=A-7')
    await heard({ source: 'thank-you', ref: 'A-7' })
    go('/shop')
    go('/bye?order=A-7')
    click()
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    await heardOnly({ ref: 'A-7' })

    go('/bye?order=A-8')
    await heard({ ref: 'A-7' }, { ref: 'A-8' })
  })

  test('is followed where the browser has no event for it, by the page’s own calls', async () => {
    be('/shop')
    const { pushState } = history
    const navigation = Object.getOwnPropertyDescriptor(window, 'navigation')
    Object.defineProperty(window, 'navigation', { configurable: true, value: undefined })
    onTestFinished(() => void (navigation && Object.defineProperty(window, 'navigation', navigation)))
    const { heard, heardOnly, leave } = openPage({ thankYouPages })
    await heardOnly()

    expect(go('/bye?order=A-9')).toBeUndefined()
    await heard({ source: 'thank-you', ref: 'A-9' })

    leave()
    expect(history.pushState).toBe(pushState)
    expect(Object.keys(history)).toEqual([])
  })
})
