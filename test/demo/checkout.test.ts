import { describe, expect, test } from 'vitest'
import { deliveryCost } from '../../demo/shop/basket.ts'
import { products } from '../../demo/shop/catalogue.ts'
import { address, buy, visitor } from './visitor.ts'

test('what is put into the basket is there, with its sum', async () => {
  const ada = visitor()

  await ada.post('/basket', { action: 'add', product: 'skog', quantity: '2' })
  const basket = await ada.page('/basket')

  expect(basket).toContain('href="/products/skog">Skog</a>')
  expect(basket).toContain('value="2"')
  expect(basket).toContain('€27.00')
  expect(basket).toContain('€31.90')
})

test('the same product put in again adds up, to twenty at most', async () => {
  const ada = visitor()

  await ada.post('/basket', { action: 'add', product: 'skog', quantity: '2' })
  await ada.post('/basket', { action: 'add', product: 'skog', quantity: '3' })
  const five = await ada.page('/basket')
  await ada.post('/basket', { action: 'add', product: 'skog', quantity: '19' })
  const twenty = await ada.page('/basket')

  expect(five).toContain('value="5"')
  expect(twenty).toContain('value="20"')
})

test.each([
  ['changing it to none', { action: 'set', product: 'skog', quantity: '0' }],
  ['taking it out', { action: 'remove', product: 'skog' }],
])('%s empties the basket', async (_case, form) => {
  const ada = visitor()
  await ada.post('/basket', { action: 'add', product: 'skog', quantity: '2' })

  await ada.post('/basket', form)

  expect(await ada.page('/basket')).toContain('There is nothing in it yet.')
})

test.each([
  ['an unknown product', { action: 'add', product: 'tea' }],
  ['an unknown action', { action: 'steal', product: 'skog' }],
  ['a quantity that is no number', { action: 'add', product: 'skog', quantity: 'many' }],
])('%s is refused with a sentence', async (_case, form) => {
  const response = await visitor().post('/basket', form)

  expect(response.status).toBe(400)
  expect(await response.text()).toMatch(/^[A-Z].*[.?]\n$/)
})

test.each([
  ['one cent below fifty euro', 4999, 'parcel', 490],
  ['fifty euro', 5000, 'parcel', 0],
  ['little, collected', 100, 'collect', 0],
] as const)('the delivery of goods for %s costs what it should', (_case, cents, delivery, cost) => {
  const [product] = products
  if (!product) throw new Error('The shop is empty.')

  expect(deliveryCost([{ product: { ...product, price: cents }, quantity: 1 }], delivery)).toBe(cost)
})

test('the basket says how far it is to a free parcel, or that it is one', async () => {
  const ada = visitor()

  await ada.post('/basket', { action: 'add', product: 'topp', quantity: '1' })
  const at42 = await ada.page('/basket')
  await ada.post('/basket', { action: 'add', product: 'vik', quantity: '1' })
  const at60 = await ada.page('/basket')

  expect(at42).toContain('€46.90')
  expect(at42).toContain('€8.00 more, and delivery is free.')
  expect(at60).toContain('€60.00')
  expect(at60).toContain('Delivery is free, since')
})

test('the checkout leads back to an empty basket', async () => {
  const response = await visitor().get('/checkout')

  expect(response.status).toBe(303)
  expect(response.headers.get('location')).toBe('/basket')
})

describe('placing the order', () => {
  test('leads to a thank-you page with the number, the name and the sum, and empties the basket', async () => {
    const ada = visitor()

    const place = await buy(ada)
    const thanks = await ada.page(place)

    expect(place).toMatch(/^\/thank-you\?order=LK-[2-9A-HJ-NP-Z]{6}$/)
    expect(thanks).toContain(place.slice('/thank-you?order='.length))
    expect(thanks).toContain('Thank you, Ada.')
    expect(thanks).toContain('€49.90')
    expect(await ada.page('/basket')).toContain('There is nothing in it yet.')
  })

  test('costs no delivery when it is collected', async () => {
    const ada = visitor()

    const thanks = await ada.page(await buy(ada, { delivery: 'collect' }))

    expect(thanks).toContain('Collected in Lund')
    expect(thanks).toContain('<dd>€45.00</dd>')
  })

  test.each([
    ['email', 'ada'],
    ['name', ''],
    ['street', ' '],
    ['postcode', '1'],
    ['town', ''],
    ['country', 'Atlantis'],
    ['card', '4242'],
    ['expiry', '13/30'],
    ['code', '12'],
  ])('is refused with words beside the field when %s is "%s"', async (field, value) => {
    const ada = visitor()
    await ada.post('/basket', { action: 'add', product: 'skog', quantity: '1' })

    const response = await ada.post('/checkout', { ...address, [field]: value })
    const page = await response.text()

    expect(response.status).toBe(422)
    expect(page).toContain(`id="${field}-problem"`)
    expect(page.match(/aria-invalid/g)).toHaveLength(1)
  })

  test('keeps what was written, harmless, and never sends a card number back', async () => {
    const ada = visitor()
    await ada.post('/basket', { action: 'add', product: 'skog', quantity: '1' })

    const response = await ada.post('/checkout', {
      ...address,
      name: '"><script>alert(1)</script>',
      town: '',
    })
    const page = await response.text()

    expect(page).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"')
    expect(page).not.toContain('4242')
  })

  test('gives every order its own number', async () => {
    const ada = visitor()

    expect(await buy(ada)).not.toBe(await buy(ada))
  })
})

test('a thank-you page can be opened again, the last three of them, and not by somebody else', async () => {
  const ada = visitor()
  const orders = [await buy(ada), await buy(ada), await buy(ada), await buy(ada)]

  const statuses = await Promise.all(orders.map(async order => (await ada.get(order)).status))
  const stranger = await visitor().get(orders[3] ?? '')

  expect(statuses).toEqual([404, 200, 200, 200])
  expect(stranger.status).toBe(404)
})

test('cookies that were tampered with count as none', async () => {
  const { createDemoServer } = await import('../../demo/server.ts')
  const serve = createDemoServer({
    widgetUrl: 'https://cdn.example/h.js',
    endpoint: 'https://collector.example/',
  })
  const ask = (cookie: string) => serve(new Request('https://shop.example/basket', { headers: { cookie } }))

  for (const cookie of [
    'basket=skog.-1~x.2~~skog',
    'orders=%%%; basket=',
    'orders=WzFd; basket=skog.1.1e9',
  ]) {
    expect((await ask(cookie)).status).toBe(200)
  }
})
