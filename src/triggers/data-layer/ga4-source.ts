import { ownOf } from '../../browser/own.ts'
import type { CreateSource } from '../source.ts'
import { readPurchase } from './ga4.ts'
import { layerOf } from './layer-name.ts'
import { hearOrders, type Order } from './queue.ts'

/**
 * Makes a reader of purchases that have no number in GA4's own field; the loader handles those that have one. Their number
 * may be where Universal Analytics had it, or in an earlier message: if the event has no `ecommerce`, a tag manager takes
 * the latest in the layer, until it is cleared with null.
 */
export function createPurchaseReader(): (entry: object) => Order | null {
  let latest: unknown
  return entry => {
    const pushed = Object(entry)
    const isCall = pushed[0] === 'event'
    if (!isCall && pushed.ecommerce !== undefined) latest = pushed.ecommerce
    const purchase = readPurchase(entry)
    if (!purchase || purchase.ref) return null
    const { transactionId, transactionTotal, ...others } = isCall ? ownOf(pushed[2]) : ownOf(pushed, latest)
    const { id, revenue } = ownOf(ownOf(others.purchase).actionField)
    return {
      ref: others.transaction_id || transactionId || id,
      value: purchase.value ?? others.value ?? transactionTotal ?? revenue,
      currency: purchase.currency ?? others.currency ?? others.currencyCode,
    }
  }
}

/** GA4's purchases that the loader can't read by itself. */
export const createGa4: CreateSource = context =>
  hearOrders(context, 'ga4', layerOf(context), createPurchaseReader())
