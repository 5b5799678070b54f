import type { CreateSource } from '../source.ts'
import { hearOrders, type Order } from './queue.ts'

/**
 * Matomo's `trackEcommerceOrder` in its queue: the order's id, its total, and other amounts that don't matter here. It has
 * no currency.
 * https://developer.matomo.org/guides/tracking-javascript-guide
 */
export const readMatomoOrder = (entry: unknown): Order | null => {
  const [command, ref, value] = Array.isArray(entry) ? entry : []
  return command === 'trackEcommerceOrder' ? { ref, value } : null
}

export const createMatomo: CreateSource = context => hearOrders(context, 'matomo', '_paq', readMatomoOrder)
