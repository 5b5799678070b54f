import { attempt } from '../../browser/attempt.ts'
import { ownOf } from '../../browser/own.ts'
import type { CreateSource } from '../source.ts'

/** The age at which an order's mark is dropped: after a week the visitor has other things in mind. */
const week = 6048e5

/** Anything may be stored under that key: a mark that is not JSON has no date, and is dropped. */
const readMark = (mark: string) => ownOf(attempt(() => JSON.parse(mark)))

/**
 * A theme's script does not run on Shopify's thank-you page. A custom web pixel leaves a mark there (its snippet is in
 * docs/triggers.md), and the next page of the shop picks it up, once.
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
