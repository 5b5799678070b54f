import { attempt } from '../../browser/attempt.ts'
import { ownOf } from '../../browser/own.ts'
import type { CreateSource } from '../source.ts'

/** The mark of an older order is dropped: after a week the visitor has other things in mind. */
const week = 6048e5

/** Anything may stand under that key: what is no JSON is an order of no date, which is dropped. */
const readMark = (mark: string) => ownOf(attempt(() => JSON.parse(mark)))

/**
 * A script of the theme does not run on Shopify's thank-you page. There a custom web pixel leaves a mark (its snippet is
 * in docs/triggers.md), and the next page of the shop takes it up, once.
 */
export const createShopify: CreateSource = (context, { local, now }) => ({
  look() {
    const mark = local.get(context.key('shopify'))
    if (!mark) return
    local.remove(context.key('shopify'))
    const { ref, value, currency, at } = readMark(mark)
    if (now() - Number(at) < week) context.trigger('checkout', { ref, value, currency }, 'shopify')
  },
})
