import { ownOf } from '../../browser/own.ts'
import type { CreateSource } from '../source.ts'
import { readPurchase } from './ga4.ts'
import { layerOf } from './layer-name.ts'
import { hearOrders, type Order } from './queue.ts'

/**
 * Universal Analytics' ways to report a purchase, which many themes still use: enhanced ecommerce, whatever its event is
 * called, and before that the flat fields of a transaction. A refund, a basket or a product view has other keys.
 */
export function readOldPurchase(entry: unknown): Order | null {
  const { ecommerce, transactionId, transactionTotal } = Object(entry)
  const { purchase, currencyCode } = Object(ecommerce)
  if (purchase && typeof purchase === 'object') {
    const { id, revenue } = Object(purchase.actionField)
    return { ref: id, value: revenue, currency: currencyCode }
  }
  return transactionId ? { ref: transactionId, value: transactionTotal } : null
}

export const createUniversalAnalytics: CreateSource = context => {
  // An event in both formats is GA4's, unless the site has switched that off.
  const isTaken = ownOf(context.option('sources')).ga4 !== false
  return hearOrders(context, 'ua', layerOf(context), entry =>
    isTaken && readPurchase(entry) ? null : readOldPurchase(entry),
  )
}
