/** A purchase as found on the data layer, unchecked: numbers may be texts and vice versa. */
export interface Purchase {
  ref: unknown
  value: unknown
  currency: unknown
}

/** What a data layer may hold: an event, or the arguments of a call. */
interface Entry {
  readonly [field: string]: unknown
  readonly ecommerce?: object | null
}

/**
 * Reads one entry of the data layer: a GA4 `purchase`, pushed as an object or as `gtag`'s arguments; undefined for
 * anything else. Google's own array commands and functions are not events.
 * Shapes: https://developers.google.com/analytics/devguides/collection/ga4/ecommerce
 */
export function readPurchase(entry: object): Purchase | undefined {
  const pushed = entry as Entry
  const isCall = pushed[0] === 'event'
  if (Array.isArray(entry) || (isCall ? pushed[1] : pushed.event) !== 'purchase') return undefined
  const {
    transaction_id: ref,
    value,
    currency,
  } = Object.assign({}, isCall ? (pushed[2] as Entry) : pushed, pushed.ecommerce)
  return { ref, value, currency }
}

/** Whether an entry reports a purchase in another way, which `data-layer/orders.ts` reads. */
export const isOtherPurchase = (entry: object): unknown =>
  Object((entry as Entry).ecommerce).purchase ||
  (entry as Entry).transactionId ||
  (entry as Entry)[1] === 'conversion'
