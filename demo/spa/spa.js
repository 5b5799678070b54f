// A shop in a single page: links change the address with pushState, and the view follows the address.
const catalogue = JSON.parse(document.getElementById('catalogue').textContent)
const main = document.getElementById('main')

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

function art(product, size = '') {
  const picture = make('img', { src: `/assets/art/${product.id}.svg`, alt: '' })
  return make('span', { class: `art tone-${product.tone} ${size}`.trim() }, picture)
}

function card(product) {
  return make(
    'li',
    { class: 'card' },
    make(
      'a',
      { class: 'card-link', href: `/spa/products/${product.id}` },
      art(product),
      make('span', { class: 'card-name' }, product.name),
      make('span', { class: 'card-kind' }, product.kind),
      make('span', { class: 'card-price' }, product.shown),
    ),
  )
}

function listView() {
  return {
    title: 'Shop',
    content: [make('h1', {}, 'The shelf'), make('ul', { class: 'cards' }, ...catalogue.map(card))],
  }
}

function productView(product) {
  const buy = make('button', { type: 'button' }, 'Buy now')
  buy.addEventListener('click', () => buyNow(product))
  const text = make(
    'div',
    {},
    make('p', { class: 'over' }, product.kind),
    make('h1', {}, product.name),
    make('p', { class: 'price' }, product.shown),
    make('p', {}, product.story),
    buy,
  )
  return {
    title: product.name,
    content: [make('article', { class: 'product' }, art(product, 'art-large'), text)],
  }
}

function thanksView() {
  const { number } = history.state ?? {}
  return {
    title: 'Thank you',
    content: [
      make('p', { class: 'over' }, number ? `Order ${number}` : 'Your order'),
      make('h1', {}, 'Thank you.'),
      make('p', { class: 'lead' }, 'Your order has reached us.'),
      make('p', {}, make('a', { class: 'button', href: '/spa' }, 'Keep shopping')),
    ],
  }
}

function aboutView() {
  return {
    title: 'About',
    content: [make('h1', {}, 'About'), make('p', { class: 'lead' }, 'The same shop, in a single page.')],
  }
}

function view() {
  const path = location.pathname.replace(/\/+$/, '')
  if (path === '/spa/thank-you') return thanksView()
  if (path === '/spa/about') return aboutView()
  const product = catalogue.find(({ id }) => path === `/spa/products/${id}`)
  return product ? productView(product) : listView()
}

function draw() {
  const { title, content } = view()
  document.title = `${title} · Lund & Kettle, in one page`
  main.replaceChildren(...content)
}

function go(address, state = null) {
  history.pushState(state, '', address)
  draw()
  window.scrollTo(0, 0)
  main.focus({ preventScroll: true })
}

// As in many single-page shops, the view changes first, and the event follows.
function buyNow(product) {
  const number = `SPA-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36).toUpperCase()}`
  const price = product.price / 100
  go('/spa/thank-you', { number })
  window.track('purchase', {
    transaction_id: number,
    currency: 'EUR',
    value: price,
    tax: Math.round(product.price / 5) / 100,
    shipping: 0,
    items: [
      {
        item_id: product.id,
        item_name: product.name,
        item_category: product.category,
        price,
        quantity: 1,
        index: 0,
      },
    ],
  })
}

document.addEventListener('click', event => {
  const link = event.target.closest?.('a[href^="/spa"]')
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
  if (!link || !isPlain) return
  event.preventDefault()
  go(link.getAttribute('href'))
})
window.addEventListener('popstate', draw)
draw()
