import { attachToGlobal } from '../attach-to-global.ts'
import type { CreateSource } from '../source.ts'
import { hearCalls } from './hear-calls.ts'
import { type CalledOrder, type Given, hearOrders } from './hear-orders.ts'

/** The snippet's function: it queues calls until the script has set `callMethod`. */
interface Fbq {
  queue?: ArrayLike<Given>
}

/**
 * Meta's pixel: `fbq('track', 'Purchase', fields)`, and `fbq('trackSingle', pixel, 'Purchase', fields)`. Many shops
 * generate a new `eventID` each time, so it is no order number; the field that many give, `order_id`, is.
 * https://developers.facebook.com/docs/meta-pixel/reference
 */
export function readMetaPurchase(given: Given): CalledOrder | null {
  const [command, ...others] = Array.from(given)
  const place = others.indexOf('Purchase')
  if (!/^track(Single)?$/.test(`${command}`) || place !== (command === 'track' ? 0 : 1)) return null
  const details = others[place + 1]
  const { order_id, value, currency } = Object(details)
  return { ref: order_id, value, currency, details }
}

export const createMeta: CreateSource = context => {
  const { kept, made } = hearOrders(context, 'meta', readMetaPurchase)
  return attachToGlobal<Fbq>('fbq', fbq => {
    const queue: ArrayLike<Given> = Object(fbq.queue)
    for (const given of Array.from(queue)) kept(given)
    const leaves = [
      hearCalls(queue, 'push', ([given]) => kept(given as Given)),
      hearCalls(fbq, 'callMethod', made),
    ]
    return () => {
      for (const leave of leaves) leave()
    }
  })
}
