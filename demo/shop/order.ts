import { type Basket, type Delivery, deliveryCost, readBasket, subtotal, writeBasket } from './basket.ts'
import { type Cents, shop } from './catalogue.ts'

export interface Order {
  /** "LK-7K3M9Q": unique across restarts too, since the widget asks only once about an order. */
  number: string
  basket: Basket
  delivery: Delivery
  firstName: string
}

const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A new order number: 30 random bits, in characters that cannot be mistaken for one another. */
export function newOrderNumber(): string {
  const dice = crypto.getRandomValues(new Uint8Array(6))
  return `LK-${Array.from(dice, die => letters[die % letters.length]).join('')}`
}

export function orderTotal(order: Order): Cents {
  return subtotal(order.basket) + deliveryCost(order.basket, order.delivery)
}

/** How many orders a browser remembers; the oldest is dropped first. */
const remembered = 3

/** Orders as the text of a cookie: the shop itself keeps nothing, so thank-you pages survive a restart. */
export function writeOrders(orders: readonly Order[]): string {
  const short = orders
    .slice(-remembered)
    .map(order => [order.number, writeBasket(order.basket), order.delivery, order.firstName])
  return Buffer.from(JSON.stringify(short)).toString('base64url')
}

/** The orders in a cookie; what cannot be read is left out. */
export function readOrders(text: string): readonly Order[] {
  let short: unknown
  try {
    short = JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    return [] // Not ours, or cut off: treated as none.
  }
  return Array.isArray(short) ? short.flatMap(readOrder) : []
}

function readOrder(short: unknown): Order[] {
  if (!Array.isArray(short)) return []
  const [number, lines, delivery, firstName] = short.map(String)
  const basket = readBasket(lines ?? '')
  if (!number || basket.length === 0 || (delivery !== 'parcel' && delivery !== 'collect')) return []
  return [{ number, basket, delivery, firstName: firstName ?? '' }]
}

interface Ga4Item {
  item_id: string
  item_name: string
  item_brand: string
  item_category: string
  price: number
  quantity: number
  index: number
}

/** The parameters of GA4's ecommerce events: `value` is the price of the goods without delivery. */
export interface Ga4Ecommerce {
  currency: string
  value: number
  items: readonly Ga4Item[]
}

export interface Ga4Purchase extends Ga4Ecommerce {
  /** Some shops don't send it. */
  transaction_id?: string
  tax: number
  shipping: number
}

/** A basket in GA4's terms. */
export function ga4Ecommerce(basket: Basket): Ga4Ecommerce {
  return {
    currency: shop.currency,
    value: subtotal(basket) / 100,
    items: basket.map(({ product, quantity }, index) => ({
      item_id: product.id,
      item_name: product.name,
      item_brand: shop.name,
      item_category: product.category,
      price: product.price / 100,
      quantity,
      index,
    })),
  }
}

/** An order as the parameters of GA4's `purchase` event. */
export function ga4Purchase(order: Order): Ga4Purchase {
  const fifth = Math.round(orderTotal(order) / 5) // 25 % value added tax is a fifth of the price that includes it.
  return {
    transaction_id: order.number,
    ...ga4Ecommerce(order.basket),
    tax: fifth / 100,
    shipping: deliveryCost(order.basket, order.delivery) / 100,
  }
}
