import { drawing, fill } from '../page.ts'
import { escaped, joined, json, Markup, nothing } from '../template.ts'
import { type Basket, deliveryCost, freeFrom, type Line, mostOfOne, parcelFrom, subtotal } from './basket.ts'
import { type Product, price, products } from './catalogue.ts'
import { countries, type FieldName, type Filled, fields } from './checkout-form.ts'
import { ga4Ecommerce, type Order, orderTotal } from './order.ts'

function card(product: Product): Markup {
  return fill('card', {
    id: product.id,
    name: product.name,
    kind: product.kind,
    line: product.line,
    tone: product.tone,
    price: price(product.price),
    art: drawing(product.id),
  })
}

export function homeView(): Markup {
  return fill('home', {
    art: drawing('window'),
    cards: joined(products.map(card)),
    parcel: price(parcelFrom),
    free: price(freeFrom),
  })
}

/** Three other products, those of other categories first: someone who buys coffee may need a cup. */
function companions(product: Product): readonly Product[] {
  const others = products.filter(other => other !== product)
  const isOfSame = (other: Product) => other.category === product.category
  return [...others.filter(other => !isOfSame(other)), ...others.filter(isOfSame)].slice(0, 3)
}

export function productView(product: Product): Markup {
  return fill('product', {
    id: product.id,
    name: product.name,
    kind: product.kind,
    category: product.category,
    line: product.line,
    story: product.story,
    tone: product.tone,
    price: price(product.price),
    art: drawing(product.id),
    most: mostOfOne,
    parameters: JSON.stringify(ga4Ecommerce([{ product, quantity: 1 }])),
    details: joined(product.details.map(([label, text]) => fill('detail', { label, text }))),
    cards: joined(companions(product).map(card)),
  })
}

function basketLine({ product, quantity }: Line): Markup {
  return fill('basket-line', {
    id: product.id,
    name: product.name,
    kind: product.kind,
    tone: product.tone,
    price: price(product.price),
    art: drawing(product.id),
    most: mostOfOne,
    quantity,
    sum: price(product.price * quantity),
  })
}

function deliveryWords(cost: number): string {
  return cost === 0 ? 'free' : price(cost)
}

function hint(basket: Basket): string {
  const missing = freeFrom - subtotal(basket)
  return missing > 0
    ? `${price(missing)} more, and delivery is free.`
    : `Delivery is free, since your order comes to ${price(freeFrom)} or more.`
}

export function basketView(basket: Basket): Markup {
  if (basket.length === 0) return fill('basket-empty', { art: drawing('topp') })
  const delivery = deliveryCost(basket, 'parcel')
  return fill('basket', {
    lines: joined(basket.map(basketLine)),
    subtotal: price(subtotal(basket)),
    delivery: deliveryWords(delivery),
    total: price(subtotal(basket) + delivery),
    hint: hint(basket),
  })
}

function shortLine({ product, quantity }: Line): Markup {
  return fill('short-line', {
    name: product.name,
    kind: product.kind,
    quantity,
    sum: price(product.price * quantity),
  })
}

const inputs: Readonly<
  Record<Exclude<FieldName, 'country'>, { type: string; autocomplete: string; mode?: string }>
> = {
  email: { type: 'email', autocomplete: 'email' },
  name: { type: 'text', autocomplete: 'name' },
  street: { type: 'text', autocomplete: 'street-address' },
  postcode: { type: 'text', autocomplete: 'postal-code' },
  town: { type: 'text', autocomplete: 'address-level2' },
  // No autocomplete: real card numbers have no place in a demo.
  card: { type: 'text', autocomplete: 'off', mode: 'numeric' },
  expiry: { type: 'text', autocomplete: 'off' },
  code: { type: 'text', autocomplete: 'off', mode: 'numeric' },
}

function invalidity(id: string, problem: string | undefined): { invalid: Markup; problem: Markup } {
  if (!problem) return { invalid: nothing, problem: nothing }
  return {
    invalid: new Markup(` aria-invalid="true" aria-describedby="${id}-problem"`),
    problem: new Markup(`<p class="problem" id="${id}-problem">${escaped(problem)}</p>`),
  }
}

function field(id: Exclude<FieldName, 'country'>, filled: Filled): Markup {
  const { type, autocomplete, mode } = inputs[id]
  const isCard = id === 'card' || id === 'code'
  return fill('field', {
    id,
    type,
    autocomplete,
    label: fields.find(known => known.name === id)?.label ?? id,
    inputmode: mode ? new Markup(` inputmode="${mode}"`) : nothing,
    value: isCard ? '' : filled.values[id], // Card numbers are never sent back.
    ...invalidity(id, filled.problems[id]),
  })
}

function countryField(filled: Filled): Markup {
  const option = (country: string) =>
    new Markup(`<option${country === filled.values.country ? ' selected' : ''}>${escaped(country)}</option>`)
  return fill('field-country', {
    options: joined(countries.map(option)),
    ...invalidity('country', filled.problems.country),
  })
}

function problemList(filled: Filled): Markup {
  const items = fields.flatMap(({ name, label }) => {
    const problem = filled.problems[name]
    return problem
      ? [new Markup(`<li><a href="#${name}">${escaped(label)}</a>: ${escaped(problem)}</li>`)]
      : []
  })
  return items.length > 0 ? fill('problems', { items: joined(items) }) : nothing
}

export function checkoutView(basket: Basket, filled: Filled): Markup {
  const checked = new Markup(' checked')
  const parcel = deliveryCost(basket, 'parcel')
  return fill('checkout', {
    problems: problemList(filled),
    email: field('email', filled),
    name: field('name', filled),
    street: field('street', filled),
    postcode: field('postcode', filled),
    town: field('town', filled),
    country: countryField(filled),
    card: field('card', filled),
    expiry: field('expiry', filled),
    code: field('code', filled),
    isParcel: filled.delivery === 'parcel' ? checked : nothing,
    isCollect: filled.delivery === 'collect' ? checked : nothing,
    lines: joined(basket.map(shortLine)),
    subtotal: price(subtotal(basket)),
    parcelPrice: deliveryWords(parcel),
    total: price(subtotal(basket) + parcel),
  })
}

export function thankYouView(order: Order): Markup {
  const isParcel = order.delivery === 'parcel'
  return fill('thank-you', {
    number: order.number,
    comma: order.firstName ? `, ${order.firstName}` : '',
    tomorrow: isParcel
      ? 'it leaves us, and you get a link to follow it.'
      : 'it waits for you in Bredgatan 12, from ten to six.',
    lines: joined(order.basket.map(shortLine)),
    subtotal: price(subtotal(order.basket)),
    deliveryName: isParcel ? 'Delivery' : 'Collected in Lund',
    delivery: deliveryWords(deliveryCost(order.basket, order.delivery)),
    total: price(orderTotal(order)),
  })
}

export function helpView(): Markup {
  return fill('help', { parcel: price(parcelFrom), free: price(freeFrom) })
}

export function notFoundView(heading: string, words: string): Markup {
  return fill('not-found', { heading, words, art: drawing('back') })
}

/** The catalogue for the single-page shop. */
export function catalogueBlock(): Markup {
  return json(
    products.map(({ details: _details, ...product }) => ({ ...product, shown: price(product.price) })),
  )
}
