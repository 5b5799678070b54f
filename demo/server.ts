import { cookie, readCookies } from './cookies.ts'
import { hostilePage } from './hostile/page.ts'
import { type Page, type Site, shopPage } from './page.ts'
import { contentSecurityPolicy } from './policy.ts'
import { readScenario, type Scenario } from './scenario.ts'
import { type Basket, quantityOf, readBasket, withQuantity, writeBasket } from './shop/basket.ts'
import { findProduct, products } from './shop/catalogue.ts'
import { emptyCheckout, readCheckout } from './shop/checkout-form.ts'
import {
  ga4Ecommerce,
  ga4Purchase,
  newOrderNumber,
  type Order,
  readOrders,
  writeOrders,
} from './shop/order.ts'
import { readSampleOrder } from './shop/sample-order.ts'
import {
  basketView,
  checkoutView,
  helpView,
  homeView,
  notFoundView,
  productView,
  thankYouView,
} from './shop/views.ts'
import { spaPage } from './spa/page.ts'
import { staticFile } from './static-files.ts'
import { Markup } from './template.ts'

/** A request: who makes it, and how the page is to be served. */
interface Visit {
  request: Request
  url: URL
  basket: Basket
  orders: readonly Order[]
  scenario: Scenario
}

const days = 30
const title = (name: string) => `${name} · Lund & Kettle`

const pageScript = (path: string) => new Markup(`<script type="module" src="${path}"></script>`)

/**
 * The demo as a function of a request: a shop with a help desk, and, under `/spa` and `/hostile`, pages that test the
 * widget harder. It keeps no state: basket and orders are in the visitor's cookies.
 */
export function createDemoServer(site: Site): (request: Request) => Promise<Response> {
  return async request => {
    const url = new URL(request.url)
    const file = await staticFile(url.pathname.slice(1))
    if (file) return file

    const cookies = readCookies(request.headers.get('cookie'))
    const remembered = cookies.get('scenario') ?? ''
    const reading = readScenario(url.searchParams, remembered)
    if (reading.problem !== null) return sentence(400, reading.problem)

    const visit: Visit = {
      request,
      url,
      basket: readBasket(cookies.get('basket') ?? ''),
      orders: readOrders(cookies.get('orders') ?? ''),
      scenario: reading.scenario,
    }
    const response = await answer(visit, site)
    if (reading.remember !== remembered) {
      response.headers.append('set-cookie', cookie('scenario', reading.remember))
    }
    return response
  }
}

function answer(visit: Visit, site: Site): Response | Promise<Response> {
  const path = visit.url.pathname.replace(/(?<=.)\/+$/, '')
  const isPost = visit.request.method === 'POST'
  if (isPost && path === '/basket') return changeBasket(visit)
  if (isPost && path === '/checkout') return placeOrder(visit, site)
  if (!['GET', 'HEAD'].includes(visit.request.method)) {
    return sentence(405, 'This page can only be read.', { allow: 'GET, HEAD' })
  }
  if (path === '/') return show(home(visit), visit, site)
  if (path === '/basket') return show(basket(visit), visit, site)
  if (path === '/checkout')
    return visit.basket.length > 0 ? show(checkout(visit), visit, site) : seeOther('/basket')
  if (path === '/thank-you') return thankYou(visit, site)
  if (path === '/thank-you/sample') return sampleThankYou(visit, site)
  if (path === '/help') return show(help(visit), visit, site)
  if (path.startsWith('/products/')) return product(path.slice('/products/'.length), visit, site)
  if (path === '/spa' || path.startsWith('/spa/')) return html(spaPage(site, visit.scenario), visit, site)
  if (path === '/hostile') return hostilePage(site, visit.scenario, visit.url)
  return notFound('This page is not here', 'The address may be mistyped, or the page has moved.', visit, site)
}

function home({ basket }: Visit): Page {
  const { currency, items } = ga4Ecommerce(products.map(product => ({ product, quantity: 1 })))
  return {
    title: 'Lund & Kettle: coffee, and the things around it',
    section: 'shop',
    basket,
    main: homeView(),
    event: { event: 'view_item_list', parameters: { currency, items } },
  }
}

function product(id: string, visit: Visit, site: Site): Response {
  const found = findProduct(id)
  if (!found) {
    return notFound(
      'We do not have that',
      'It may be sold out for good; the shelf shows what there is.',
      visit,
      site,
    )
  }
  const page: Page = {
    title: title(found.name),
    section: 'shop',
    basket: visit.basket,
    main: productView(found),
    event: { event: 'view_item', parameters: ga4Ecommerce([{ product: found, quantity: 1 }]) },
  }
  return show(page, visit, site)
}

function basket({ basket }: Visit): Page {
  return {
    title: title('Your basket'),
    section: 'basket',
    basket,
    main: basketView(basket),
    event: { event: 'view_cart', parameters: ga4Ecommerce(basket) },
  }
}

function checkout({ basket }: Visit, filled = emptyCheckout): Page {
  return {
    title: title(Object.keys(filled.problems).length > 0 ? 'Checkout: not placed yet' : 'Checkout'),
    section: 'basket',
    basket,
    main: checkoutView(basket, filled),
    event: { event: 'begin_checkout', parameters: ga4Ecommerce(basket) },
    scripts: pageScript('/assets/checkout.js'),
  }
}

function thankYou(visit: Visit, site: Site): Response {
  const number = visit.url.searchParams.get('order')
  const order = visit.orders.find(known => known.number === number)
  if (!order) {
    const words = 'This browser does not know the order. The receipt in your email has everything about it.'
    return notFound('We cannot find that order', words, visit, site)
  }
  return show(thanks(order, visit), visit, site)
}

// Like most shops, this one pushes the event whenever the page is shown, including after a reload.
function thanks(order: Order, { basket }: Visit, purchase = ga4Purchase(order)): Page {
  return {
    title: title('Thank you'),
    section: 'shop',
    basket,
    main: thankYouView(order),
    event: { event: 'purchase', parameters: purchase },
  }
}

function sampleThankYou(visit: Visit, site: Site): Response {
  const reading = readSampleOrder(visit.url.searchParams)
  if ('problem' in reading) return sentence(400, reading.problem)
  if ('missing' in reading) {
    // With the number in the address, a reload is the same order again.
    const parameters = new URLSearchParams([...visit.url.searchParams, ['order', newOrderNumber()]])
    return seeOther(`/thank-you/sample?${parameters}`)
  }
  return show(thanks(reading.order, visit, reading.purchase), visit, site)
}

function help({ basket, scenario }: Visit): Page {
  const loader = `<script async src="/assets/chat/loader.js" data-after="${scenario.chatDelay}"></script>`
  return {
    title: title('Help'),
    section: 'help',
    basket,
    main: helpView(),
    scripts: new Markup(`${pageScript('/assets/help.js').html}\n  ${loader}`),
  }
}

async function changeBasket({ request, basket }: Visit): Promise<Response> {
  const form = new URLSearchParams(await request.text())
  const chosen = findProduct(form.get('product') ?? '')
  if (!chosen) return sentence(400, 'This shop has no such product.')
  const quantity = Number(form.get('quantity') ?? 1)
  const wanted = {
    add: quantityOf(basket, chosen) + quantity,
    set: quantity,
    remove: 0,
  }[form.get('action') ?? '']
  if (wanted === undefined || Number.isNaN(wanted))
    return sentence(400, 'Add how many, set how many, or remove?')
  return seeOther('/basket', cookie('basket', writeBasket(withQuantity(basket, chosen, wanted)), days))
}

async function placeOrder(visit: Visit, site: Site): Promise<Response> {
  if (visit.basket.length === 0) return seeOther('/basket')
  const filled = readCheckout(new URLSearchParams(await visit.request.text()))
  if (Object.keys(filled.problems).length > 0) return show(checkout(visit, filled), visit, site, 422)
  const order: Order = {
    number: newOrderNumber(),
    basket: visit.basket,
    delivery: filled.delivery,
    firstName: filled.values.name.split(/\s+/)[0] ?? '',
  }
  return seeOther(
    `/thank-you?order=${order.number}`,
    cookie('basket', '', days),
    cookie('orders', writeOrders([...visit.orders, order]), days),
  )
}

function notFound(heading: string, words: string, visit: Visit, site: Site): Response {
  const page: Page = {
    title: title(heading),
    section: 'shop',
    basket: visit.basket,
    main: notFoundView(heading, words),
  }
  return show(page, visit, site, 404)
}

function show(page: Page, visit: Visit, site: Site, status = 200): Response {
  return html(shopPage(page, site, visit.scenario), visit, site, status)
}

function html(markup: Markup, { scenario, url }: Visit, site: Site, status = 200): Response {
  const endpoint =
    URL.parse(scenario.attributes.get('endpoint') ?? site.endpoint, url) ?? new URL(site.endpoint)
  return new Response(markup.html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(new URL(site.widgetUrl), endpoint, scenario.csp),
      'cache-control': 'no-cache',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'x-content-type-options': 'nosniff',
    },
  })
}

function sentence(status: number, words: string, headers: Record<string, string> = {}): Response {
  return new Response(`${words}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
  })
}

function seeOther(location: string, ...cookies: readonly string[]): Response {
  const headers = new Headers({ location })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}
