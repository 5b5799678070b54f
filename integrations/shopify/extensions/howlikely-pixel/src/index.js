import { register } from '@shopify/web-pixels-extension'

// A pixel can draw nothing on the thank-you page. It leaves the mark that the widget looks for on the shop's next page.
register(({ analytics, browser, settings }) => {
  analytics.subscribe('checkout_completed', event => {
    const { order, token, totalPrice } = event.data.checkout
    const mark = {
      ref: order?.id ?? token,
      value: totalPrice?.amount,
      currency: totalPrice?.currencyCode,
      at: Date.now(),
    }
    browser.localStorage.setItem(`howlikely:${settings.site || 'main'}:shopify`, JSON.stringify(mark))
  })
})
