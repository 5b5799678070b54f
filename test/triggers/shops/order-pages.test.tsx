import { describe, expect, onTestFinished, test } from 'vitest'
import { be, beLoadedBy, click, openPage } from '../open-page.ts'

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
/** The same by the blocks that take that template's place. */
const wooBlocks = `<div data-block-name="woocommerce/order-confirmation-status"><h1>Order received</h1>
  <p>Thank you. Your order has been received.</p></div>
  <ul class="wc-block-order-confirmation-summary-list">
  <li class="wc-block-order-confirmation-summary-list-item">
    <span class="wc-block-order-confirmation-summary-list-item__key">Order #:</span>
    <span class="wc-block-order-confirmation-summary-list-item__value">W-1042</span></li>
  <li class="wc-block-order-confirmation-summary-list-item">
    <span class="wc-block-order-confirmation-summary-list-item__key">Total:</span>
    <span class="wc-block-order-confirmation-summary-list-item__value">1.234,50 kr</span></li></ul>`
const wooBlocksFailed = `<div data-block-name="woocommerce/order-confirmation-status"><h1>Order failed</h1>
  <p>Declined.</p><p class="wc-block-order-confirmation-status__actions"><a class="button">Try again</a></p></div>`
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
    [
      'WooCommerce, drawn by blocks',
      'woocommerce',
      'W-1042',
      '/checkout/order-received/77/?key=wc_order_a',
      { className: wooClass, html: wooBlocks },
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
    [
      'a payment that failed, drawn by blocks',
      '/checkout/order-received/77/',
      { className: wooClass, html: wooBlocksFailed },
    ],
    [
      'an order that is still to be paid',
      '/checkout/order-pay/77/?pay_for_order=true&key=wc_order_a',
      { className: 'woocommerce-checkout woocommerce-page woocommerce-order-pay' },
    ],
    ['a basket', '/checkout/cart/', { className: 'checkout-cart-index' }],
    [
      'a payment that failed at Magento',
      '/checkout/onepage/failure/',
      { className: 'checkout-onepage-failure' },
    ],
    [
      'an order that is looked at later',
      '/index.php?controller=order-detail&id_order=12',
      { id: 'order-detail' },
    ],
    ['a checkout at BigCommerce or Squarespace', '/checkout?oid=a1b2', {}],
    ['a page about confirmed orders', '/checkout/order-confirmed-what-now?oid=a1b2', {}],
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

  test('another path is no order page', async () => {
    be('/bye?order=A-7')

    await openPage({ thankYouPages }).heardOnly()
  })

  test('a list with a mistake in it asks nobody', async () => {
    be('/sv/bye?order=A-7')

    await openPage({ thankYouPages: [...thankYouPages, { path: 'no slash' }] }).heardOnly()
  })
})

describe('a page that names no order', () => {
  const thankYouPages = [{ path: '/bye', refParameter: 'order' }]

  test.each(['reload', 'back_forward'] as const)(
    'tells of none when it comes by %s, and of the next one that the visitor goes to',
    async type => {
      beLoadedBy(type)
      be('/bye')
      const { heard, heardOnly } = openPage({ thankYouPages })
      await heardOnly()

      history.pushState(null, '', '/bye?again')
      await heard({ source: 'thank-you', ref: null })
    },
  )

  test('is heard when it comes for the first time, and so is a page that names one, whenever', async () => {
    be('/bye')
    const first = openPage({ thankYouPages })
    await first.heard({ source: 'thank-you', ref: null })
    first.leave()
    beLoadedBy('reload')
    be('/bye?order=A-7')

    await openPage({ thankYouPages }).heard({ source: 'thank-you', ref: 'A-7' })
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

  test('is followed even if the browser has no event for it, and nothing of the page’s is wrapped', async () => {
    be('/shop')
    const { pushState } = history
    const navigation = Object.getOwnPropertyDescriptor(window, 'navigation')
    Object.defineProperty(window, 'navigation', { configurable: true, value: undefined })
    onTestFinished(() => void (navigation && Object.defineProperty(window, 'navigation', navigation)))
    const { heard, heardOnly } = openPage({ thankYouPages })
    await heardOnly()

    // A page that only redraws itself has gone nowhere.
    document.title = 'The shelf'
    await heardOnly()
    document.title = 'Thank you'
    go('/bye?order=A-9')
    await heard({ source: 'thank-you', ref: 'A-9' })
    expect(history.pushState).toBe(pushState)
    expect(Object.keys(history)).toEqual([])
  })
})
