import { type Cents, findProduct, type Product } from './catalogue.ts'

export interface Line {
  product: Product
  /** 1 to {@link mostOfOne}. */
  quantity: number
}

export type Basket = readonly Line[]

export type Delivery = 'parcel' | 'collect'

export const mostOfOne = 20
export const parcelFrom: Cents = 490
export const freeFrom: Cents = 5000

/** Reads "skog.2~vik.1"; what cannot be read is left out. */
export function readBasket(text: string): Basket {
  return text.split('~').flatMap(part => {
    const [id = '', count = ''] = part.split('.')
    const product = findProduct(id)
    const quantity = Number(count)
    return product && Number.isInteger(quantity) && quantity >= 1 && quantity <= mostOfOne
      ? [{ product, quantity }]
      : []
  })
}

export function writeBasket(basket: Basket): string {
  return basket.map(line => `${line.product.id}.${line.quantity}`).join('~')
}

/** The basket with this quantity of the product; 0 removes it, and quantities above the maximum become the maximum. */
export function withQuantity(basket: Basket, product: Product, quantity: number): Basket {
  const kept = Math.min(Math.max(0, Math.trunc(quantity)), mostOfOne)
  const isIt = (line: Line) => line.product.id === product.id
  if (kept === 0) return basket.filter(line => !isIt(line))
  if (!basket.some(isIt)) return [...basket, { product, quantity: kept }]
  return basket.map(line => (isIt(line) ? { product, quantity: kept } : line))
}

export function quantityOf(basket: Basket, product: Product): number {
  return basket.find(line => line.product.id === product.id)?.quantity ?? 0
}

export function pieces(basket: Basket): number {
  return basket.reduce((sum, line) => sum + line.quantity, 0)
}

export function subtotal(basket: Basket): Cents {
  return basket.reduce((sum, line) => sum + line.quantity * line.product.price, 0)
}

/** The cost of the delivery: parcels are free from {@link freeFrom} on. */
export function deliveryCost(basket: Basket, delivery: Delivery): Cents {
  return delivery === 'collect' || subtotal(basket) >= freeFrom ? 0 : parcelFrom
}
