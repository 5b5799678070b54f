import type { SourceContext } from '../source.ts'

/** The arguments of a call. */
export type Given = readonly unknown[]

/** An order in a call: its number, or null if it is another call, and its fields as they were given. */
export interface CalledOrder {
  ref: unknown
  value: unknown
  currency: unknown
  /** The object that was passed, which identifies the call when it is replayed. */
  details: unknown
}

/** Listens for the orders among a vendor's calls, each once: its script replays the calls that the snippet has queued. */
export function hearOrders(
  context: SourceContext,
  source: 'meta' | 'zaraz',
  readOrder: (given: Given) => CalledOrder | null,
): { kept(given: Given): void; made(given: Given): void } {
  const keptDetails = new Set<unknown>()
  function report(order: CalledOrder | null): void {
    if (!order || !(order.ref || context.isFresh())) return
    const { details: _, ...fields } = order
    context.trigger('checkout', fields, source)
  }
  return {
    kept(given) {
      const order = readOrder(given)
      if (order?.details) keptDetails.add(order.details)
      report(order)
    },
    made(given) {
      const order = readOrder(given)
      if (!keptDetails.delete(order?.details)) report(order)
    },
  }
}
