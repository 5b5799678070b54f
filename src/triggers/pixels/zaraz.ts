import { attachToGlobal } from '../attach-to-global.ts'
import type { CreateSource } from '../source.ts'
import { hearCalls } from './hear-calls.ts'
import { type CalledOrder, type Given, hearOrders } from './hear-orders.ts'

/** Calls from before the script has loaded are queued in `q`: m is the method's name, a its arguments. */
interface Zaraz {
  q?: ArrayLike<{ m?: unknown; a?: Given }>
}

/**
 * Cloudflare's Zaraz: `zaraz.ecommerce('Order Completed', fields)`, and `zaraz.track('purchase', fields)`.
 * https://developers.cloudflare.com/zaraz/web-api/ecommerce/
 */
export function readZarazOrder([name, details]: Given): CalledOrder | null {
  if (!/^(order completed|purchase)$/i.test(`${name}`)) return null
  const { order_id, transaction_id, total, value, revenue, currency } = Object(details)
  return { ref: order_id ?? transaction_id, value: total ?? value ?? revenue, currency, details }
}

export const createZaraz: CreateSource = context => {
  const { kept, made } = hearOrders(context, 'zaraz', readZarazOrder)
  const isOrderCall = (method: unknown) => method === 'ecommerce' || method === 'track'
  return attachToGlobal<Zaraz>('zaraz', zaraz => {
    for (const { m, a } of Array.from(Object(zaraz.q) as NonNullable<Zaraz['q']>))
      if (isOrderCall(m)) kept(Array.from(a ?? []))
    const leaves = ['ecommerce', 'track'].map(method => hearCalls(zaraz, method, made))
    return () => {
      for (const leave of leaves) leave()
    }
  })
}
