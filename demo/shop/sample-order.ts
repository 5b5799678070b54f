import { findProduct } from './catalogue.ts'
import { type Ga4Purchase, ga4Purchase, type Order } from './order.ts'

export type SampleReading =
  | { order: Order; purchase: Ga4Purchase }
  | { missing: 'order' }
  | { problem: string }

/**
 * A made-up order from the parameters `order` (empty for a purchase without a number), `value` and `currency`: a short
 * cut to the thank-you page.
 */
export function readSampleOrder(parameters: URLSearchParams): SampleReading {
  const number = parameters.get('order')
  if (number === null) return { missing: 'order' }
  if (!/^[\w-]{0,64}$/.test(number))
    return { problem: 'An order number has letters, digits, "_" and "-", at most 64.' }
  const value = parameters.get('value')
  if (value !== null && !/^\d{1,9}(\.\d{1,2})?$/.test(value)) return { problem: 'A value looks like 59.90.' }
  const currency = parameters.get('currency')
  if (currency !== null && !/^[A-Z]{3}$/.test(currency)) return { problem: 'A currency looks like EUR.' }

  const product = findProduct('skog')
  const order: Order = {
    number: number || 'without a number',
    basket: product ? [{ product, quantity: 1 }] : [],
    delivery: 'parcel',
    firstName: '',
  }
  const { transaction_id: _number, ...rest } = ga4Purchase(order)
  return {
    order,
    purchase: {
      ...(number ? { transaction_id: number } : {}),
      ...rest,
      ...(value === null ? {} : { value: Number(value) }),
      ...(currency === null ? {} : { currency }),
    },
  }
}
