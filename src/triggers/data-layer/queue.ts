import type { Source, SourceContext } from '../source.ts'

/** What the page tells of an order, by a queue that others read. */
export interface Order {
  ref: unknown
  value: unknown
  currency?: unknown
}

/** Hears the orders that a page tells a queue of. */
export function hearOrders(
  context: SourceContext,
  source: 'ua' | 'ga4' | 'google-ads' | 'matomo',
  queue: string,
  readOrder: (entry: object) => Order | null,
): Source {
  const { look, leave } = context.listen(queue, entry => {
    const order = readOrder(entry)
    if (order && (order.ref || context.isFresh())) context.trigger('checkout', order, source)
  })
  return { look, destroy: leave }
}
