import type { Source, SourceDesk } from '../sources-part.ts'
import { createToldAgain } from '../told-again.ts'

/** What the page tells of an order, by a queue that others read. */
export interface Order {
  ref: unknown
  value: unknown
  currency?: unknown
}

/** Hears the orders that a page tells a queue of. */
export function hearOrders(
  desk: SourceDesk,
  source: 'ua' | 'matomo',
  queue: string,
  readOrder: (entry: unknown) => Order | null,
): Source {
  const isToldAgain = createToldAgain()
  const { look, leave } = desk.listen(queue, entry => {
    const order = readOrder(entry)
    if (order && !isToldAgain(order.ref)) desk.trigger('checkout', order, source)
  })
  return { look, destroy: leave }
}
