import { attachToGlobal, ignoreErrors } from '../attach-to-global.ts'
import type { CreateSource } from '../source.ts'

interface Analytics {
  on(event: 'track', handler: (name: unknown, properties: unknown) => void): void
  off?(event: 'track', handler: (name: unknown, properties: unknown) => void): void
}

/**
 * Segment's `Order Completed`, formerly called `Completed Order`. The stub of its snippet supports `on`, too.
 * https://segment.com/docs/connections/spec/ecommerce/v2/#order-completed
 */
export const createSegment: CreateSource = context => {
  return attachToGlobal<Analytics>('analytics', analytics => {
    if (typeof analytics.on !== 'function') return null
    const tracked = ignoreErrors((name: unknown, properties: unknown) => {
      if (!/^(order completed|completed order)$/i.test(`${name}`)) return
      const { order_id, orderId, total, revenue, currency } = Object(properties)
      const order = { ref: order_id ?? orderId, value: total ?? revenue, currency }
      if (order.ref || context.isFresh()) context.trigger('checkout', order, 'segment')
    })
    analytics.on('track', tracked)
    return () => analytics.off?.('track', tracked)
  })
}
