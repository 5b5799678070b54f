import { createDemoServer } from '../../demo/server.ts'

export const shop = 'https://shop.example'
export const widgetUrl = 'https://cdn.example/howlikely.js'
export const endpoint = 'https://collector.example/responses'

const serve = createDemoServer({ widgetUrl, endpoint, reportUrl: 'https://collector.example/report' })

/** Somebody at the shop, with the cookies that a browser would keep. */
export function visitor() {
  const cookies = new Map<string, string>()

  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await serve(new Request(new URL(path, shop), { ...init, headers: { cookie } }))
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    return response
  }

  return {
    get: (path: string) => ask(path),
    page: async (path: string) => (await ask(path)).text(),
    post: (path: string, form: Record<string, string>) =>
      ask(path, { method: 'POST', body: new URLSearchParams(form) }),
    put: (path: string) => ask(path, { method: 'PUT' }),
  }
}

export type Visitor = ReturnType<typeof visitor>

export const address = {
  email: 'ada@example.com',
  name: 'Ada Lindqvist',
  street: 'Bredgatan 12',
  postcode: '222 21',
  town: 'Lund',
  country: 'Sweden',
  delivery: 'parcel',
  card: '4242 4242 4242 4242',
  expiry: '09/30',
  code: '123',
}

/** Buys two bags of Skog and a cup; the address of the thank-you page. */
export async function buy(ada: Visitor, form: Partial<typeof address> = {}): Promise<string> {
  await ada.post('/basket', { action: 'add', product: 'skog', quantity: '2' })
  await ada.post('/basket', { action: 'add', product: 'vik', quantity: '1' })
  const placed = await ada.post('/checkout', { ...address, ...form })
  return placed.headers.get('location') ?? ''
}
