import type { CreateSource } from '../source.ts'
import { layerOf } from './layer-name.ts'
import { hearOrders, type Order } from './queue.ts'

/**
 * Google Ads' conversion, of those that are purchases: Google's snippet for them has a `transaction_id`, if an empty one,
 * and that for a lead or a sign-up has none.
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
