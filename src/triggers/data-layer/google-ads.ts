import type { CreateSource } from '../source.ts'
import { layerOf } from './layer-name.ts'
import { hearOrders, type Order } from './queue.ts'

/**
 * Google Ads' conversions that are purchases: Google's snippet for these has a `transaction_id`, even if empty, and the one
 * for a lead or a sign-up has none.
 * https://support.google.com/google-ads/answer/6095821
 */
export function readConversion(entry: object): Order | null {
  const [command, event, fields] = Array.from(entry as ArrayLike<unknown>)
  const { transaction_id: ref, value, currency } = Object(fields)
  const isOrder = command === 'event' && event === 'conversion' && ref !== undefined
  return isOrder && !Array.isArray(entry) ? { ref, value, currency } : null
}

export const createGoogleAds: CreateSource = context =>
  hearOrders(context, 'google-ads', layerOf(context), readConversion)
