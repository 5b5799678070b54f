import { describe, expect, test } from 'vitest'
import { click, openPage, put } from './open-page.ts'

type Call = (...given: unknown[]) => unknown

const page = window as unknown as Record<string, never>
const call = (name: string, ...given: unknown[]) => (page[name] as unknown as Call)(...given)

/** Meta's snippet: a function that keeps calls until the script has come. */
function metaSnippet() {
  const fbq = Object.assign(
    function (this: unknown, ...given: unknown[]) {
      if (fbq.callMethod) fbq.callMethod.apply(fbq, given)
      else fbq.queue.push(given)
    },
    { queue: [] as unknown[][], callMethod: undefined as Call | undefined },
  )
  put({ fbq })
  return {
    fbq,
    /** Its script: works through the queue, and from then on handles calls itself. */
    come() {
      const taken: unknown[][] = []
      fbq.callMethod = (...given) => {
        taken.push(given)
        return taken.length
      }
      for (let next = fbq.queue.shift(); next; next = fbq.queue.shift()) fbq.callMethod(...next)
      return taken
    },
  }
}

const purchase = { value: 59.9, currency: 'EUR', order_id: 'A-1' }
const heardOfMeta = { name: 'checkout', source: 'meta', ref: 'A-1', value: 59.9, currency: 'EUR' } as const

describe('Meta’s Purchase', () => {
  test('that the snippet has kept is heard, once, though the script repeats the call', async () => {
    const { come } = metaSnippet()
    call('fbq', 'track', 'PageView')
    call('fbq', 'track', 'Purchase', purchase)
    const { heard } = openPage()
    await heard(heardOfMeta)

    const taken = come()

    await heard(heardOfMeta)
    expect(taken).toEqual([
      ['track', 'PageView'],
      ['track', 'Purchase', purchase],
    ])
  })

  test('is heard before the script has come, after it, and between its coming and our next look', async () => {
    const { come } = metaSnippet()
    const { heard, needsSources } = openPage()
    click()
    await expect.poll(needsSources).toBe(true)
    await expect.poll(() => Object.getOwnPropertyDescriptor(page.fbq, 'callMethod')?.get).toBeTruthy()
    call('fbq', 'track', 'Purchase', { ...purchase, order_id: 'A-0' })
    const taken = come()
    call('fbq', 'trackSingle', '123', 'Purchase', purchase, { eventID: 'e-1' })
    call('fbq', 'track', 'Purchase', { value: 5 })

    await heard({ ref: 'A-0' }, heardOfMeta, { source: 'meta', ref: null, value: 5 })
    expect(taken.length).toBe(3)
  })

  test('is no other event, and no other’s field', async () => {
    metaSnippet()
    call('fbq', 'track', 'AddToCart', purchase)
    call('fbq', 'trackCustom', 'Purchase', purchase)
    call('fbq', 'track', 'Lead', 'Purchase', purchase)
    call('fbq', 'init', 'Purchase')

    await openPage().heardOnly()
  })

  test('is left unheard if the site switched it off', async () => {
    metaSnippet()
    call('fbq', 'track', 'Purchase', purchase)

    await openPage({ sources: { meta: false } }).heardOnly()
  })

  test('leaves the snippet as it was', async () => {
    const { fbq, come } = metaSnippet()
    const { leave, heard } = openPage()
    call('fbq', 'track', 'Purchase', purchase)
    click()
    await heard(heardOfMeta)
    leave()

    expect(Object.getOwnPropertyDescriptor(fbq, 'callMethod')?.get).toBeUndefined()
    expect(Object.keys(fbq).sort()).toEqual(expect.arrayContaining(['queue']))
    expect(Object.hasOwn(fbq.queue, 'push')).toBe(false)
    expect(come()).toEqual([['track', 'Purchase', purchase]])
  })
})

describe('Zaraz', () => {
  /** Its snippet keeps calls in `q`, and its script replaces the methods. */
  function zarazSnippet() {
    const q: { m: string; a: unknown[] }[] = []
    const keep =
      (m: string) =>
      (...a: unknown[]) =>
        void q.push({ m, a })
    const zaraz: Record<string, unknown> = { q, track: keep('track'), ecommerce: keep('ecommerce') }
    put({ zaraz })
    return () => {
      const taken: unknown[][] = []
      for (const m of ['track', 'ecommerce'])
        zaraz[m] = (...given: unknown[]) => Promise.resolve(taken.push([m, ...given]))
      for (const { m, a } of q.splice(0)) (zaraz[m] as Call)(...a)
      return taken
    }
  }
  const order = { order_id: 'Z-1', total: '39.50', currency: 'EUR', revenue: 30 }
  const heardOfZaraz = {
    name: 'checkout',
    source: 'zaraz',
    ref: 'Z-1',
    value: 39.5,
    currency: 'EUR',
  } as const
  const zaraz = () => page.zaraz as unknown as Record<string, Call>

  test.each<[string, () => void]>([
    ['Order Completed', () => zaraz().ecommerce?.('Order Completed', order)],
    ['order completed', () => zaraz().ecommerce?.('order completed', order)],
    ['purchase', () => zaraz().track?.('purchase', order)],
  ])('%s is heard before its script has come, and not again when it has', async (_name, act) => {
    const come = zarazSnippet()
    act()
    const { heard } = openPage()
    await heard(heardOfZaraz)
    expect(come()).toHaveLength(1)

    await heard(heardOfZaraz)
  })

  test('is heard after its script has come, whose result the page gets', async () => {
    const come = zarazSnippet()
    const taken = come()
    const { heard, heardOnly } = openPage()
    await heardOnly()
    const result = zaraz().ecommerce?.('Order Completed', order)

    await heard(heardOfZaraz)
    expect(await result).toBe(taken.length)
  })

  test('is no product view, cart or other event', async () => {
    zarazSnippet()()
    const { heardOnly } = openPage()
    zaraz().ecommerce?.('Product Viewed', order)
    zaraz().ecommerce?.('Cart Viewed', order)
    zaraz().track?.('newsletter', order)
    await heardOnly()
  })

  test('is left unheard if the site switched it off', async () => {
    zarazSnippet()
    zaraz().ecommerce?.('Order Completed', order)

    await openPage({ sources: { zaraz: false } }).heardOnly()
  })
})

describe('a conversion of Google Ads', () => {
  function gtag(..._call: unknown[]) {
    // biome-ignore lint/complexity/noArguments: gtag pushes its own arguments object, not an array.
    ;(page.dataLayer as unknown as unknown[]).push(arguments)
  }
  const conversion = { send_to: 'AW-1/abc', value: 12.5, currency: 'EUR' }

  test.each<[string, object, object]>([
    [
      'with its number',
      { ...conversion, transaction_id: 'G-1' },
      { ref: 'G-1', value: 12.5, currency: 'EUR' },
    ],
    [
      'with an empty number, as in the snippet',
      { ...conversion, transaction_id: '' },
      { ref: null, value: 12.5 },
    ],
  ])('that is a purchase is heard: %s', async (_case, fields, expected) => {
    put({ dataLayer: [] })
    const { heard } = openPage()
    gtag('event', 'conversion', fields)

    await heard({ name: 'checkout', source: 'google-ads', ...expected })
  })

  test('that is a lead is no purchase', async () => {
    put({ dataLayer: [] })
    const { heardOnly } = openPage()
    gtag('event', 'conversion', conversion)
    gtag('event', 'conversion')
    ;(page.dataLayer as unknown as unknown[]).push(['event', 'conversion', { transaction_id: 'no call' }])

    await heardOnly()
  })

  test('is left unheard if the site switched it off', async () => {
    put({ dataLayer: [] })
    const { heardOnly } = openPage({ sources: { 'google-ads': false } })
    gtag('event', 'conversion', { ...conversion, transaction_id: 'G-1' })

    await heardOnly()
  })
})
