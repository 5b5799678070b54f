import type { CreateSource } from '../sources-part.ts'

/** The mark of an older order leads to nothing: who comes back after a week has other things in mind. */
const week = 6048e5

/**
 * A script of the theme does not run on Shopify's thank-you page. There a custom web pixel leaves a mark (its snippet is
 * in docs/triggers.md), and the next page of the shop takes it up, once.
 */
export const createShopify: CreateSource = desk => ({
  look() {
    const mark = localStorage.getItem(desk.key('shopify'))
    if (!mark) return
    localStorage.removeItem(desk.key('shopify'))
    const { ref, value, currency, at } = Object(JSON.parse(mark))
    if (Date.now() - at < week) desk.trigger('checkout', { ref, value, currency }, 'shopify')
  },
})
