import type { CreateSource } from '../sources-part.ts'
import { createToldAgain } from '../told-again.ts'
import { quietly, whenThere } from '../vendor.ts'

interface Analytics {
  on(event: 'track', handler: (name: unknown, properties: unknown) => void): void
  off?(event: 'track', handler: (name: unknown, properties: unknown) => void): void
}

/**
 * Segment's `Order Completed`, and `Completed Order` as it was called before. The stub of its snippet knows `on`, too.
 * https://segment.com/docs/connections/spec/ecommerce/v2/#order-completed
 */
export const createSegment: CreateSource = desk => {
  const isToldAgain = createToldAgain()
  return whenThere<Analytics>('analytics', analytics => {
    const tracked = quietly((name: unknown, properties: unknown) => {
      if (!/^(order completed|completed order)$/i.test(`${name}`)) return
      const { order_id, orderId, total, revenue, currency } = Object(properties)
      const order = { ref: order_id ?? orderId, value: total ?? revenue, currency }
      if (!isToldAgain(order.ref)) desk.trigger('checkout', order, 'segment')
    })
    analytics.on('track', tracked)
    return () => analytics.off?.('track', tracked)
  })
}
