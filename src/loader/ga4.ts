/** A purchase as it stands on the data layer, unread: numbers may be texts and the other way round. */
export interface Purchase {
  ref: unknown
  value: unknown
  currency: unknown
}

type Fields = Record<string, unknown> | null | undefined

/**
 * Reads one entry of the data layer: a GA4 `purchase`, pushed as an object or as `gtag`'s arguments; null for
 * anything else. Google's own array commands and functions are not events.
 * Shapes: https://developers.google.com/analytics/devguides/collection/ga4/ecommerce
 */
export function readPurchase(entry: unknown): Purchase | null {
  const pushed = entry as Record<string, unknown> & { ecommerce?: Fields }
  const isCall = Object.prototype.toString.call(entry) === '[object Arguments]'
  if (isCall ? pushed[0] !== 'event' || pushed[1] !== 'purchase' : pushed?.event !== 'purchase') return null
  const flat = (isCall ? pushed[2] : pushed) as Fields
  const nested = isCall ? null : pushed.ecommerce
  const field = (name: string) => nested?.[name] ?? flat?.[name]
  return { ref: field('transaction_id'), value: field('value'), currency: field('currency') }
}
