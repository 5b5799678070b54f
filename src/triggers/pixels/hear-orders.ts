import type { SourceContext } from '../source.ts'

/** The arguments of a call. */
export type Given = readonly unknown[]

/** An order in a call: its name, or null where it is another call, and its fields as they were given. */
export interface CalledOrder {
  ref: unknown
  value: unknown
  currency: unknown
  /** The object that the call was given, by which it is known when it is made anew. */
  details: unknown
}

/** Hears the orders among a vendor's calls, each once: its script makes the calls anew that the snippet has kept. */
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
