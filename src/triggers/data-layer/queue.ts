import type { Source, SourceContext } from '../source.ts'

/** An order as the page reports it through a queue meant for others. */
export interface Order {
  ref: unknown
  value: unknown
  currency?: unknown
}

/** Listens for the orders that a page pushes to a queue. */
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
