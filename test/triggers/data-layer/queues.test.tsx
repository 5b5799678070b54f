import { describe, expect, test } from 'vitest'
import { beLoadedBy, click, openPage, put } from '../open-page.ts'

type Push = (...entries: unknown[]) => unknown
const globals = window as unknown as { _paq: { push: Push } }

/** What Matomo's script replaces its queue with: an object whose `push` runs the commands. */
function trackerProxy() {
  const ran: unknown[] = []
  return {
    ran,
    push: (...commands: unknown[]) => {
      ran.push(...commands)
      return undefined
    },
  }
}

describe('an order that is reported to Matomo', () => {
  test('is heard from its queue, and after its script has come', async () => {
    put({ _paq: [['trackPageView'], ['trackEcommerceOrder', 'A-1', 59.9, 50, 9.9, 0, false]] })
    const { heard } = openPage()
    await heard({ name: 'checkout', source: 'matomo', ref: 'A-1', value: 59.9, currency: null })

    const proxy = trackerProxy()
    put({ _paq: proxy })
    click()
    await expect.poll(() => Object.hasOwn(proxy, 'push') && proxy.push.name).not.toBe('push')
    globals._paq.push(['trackEcommerceOrder', 'A-2', '12.50'])

    await heard({ ref: 'A-1' }, { ref: 'A-2', value: 12.5 })
    expect(proxy.ran).toEqual([['trackEcommerceOrder', 'A-2', '12.50']])
  })

  test('is not a basket, a look at a product, or a page view', async () => {
    put({
      _paq: [
        ['addEcommerceItem', 'SKU', 'Kettle', 'Kitchen', 59.9, 1],
        ['trackEcommerceCartUpdate', 59.9],
        ['setEcommerceView', 'SKU'],
        ['trackPageView'],
        'trackEcommerceOrder',
      ],
    })

    await openPage().heardOnly()
  })

  test('may lack what is usually there', async () => {
    put({ _paq: [['trackEcommerceOrder', null, '1.234,50 kr']] })

    await openPage().heard({ source: 'matomo', ref: null, value: null })
  })

  test('without a number is heard once when the page is loaded again; with one every time', async () => {
    const orders = [
      ['trackEcommerceOrder', '', 59.9],
      ['trackEcommerceOrder', 'A-1', 59.9],
    ]
    put({ _paq: orders })
    const first = openPage()
    await first.heard({ source: 'matomo', ref: null }, { ref: 'A-1' })
    first.leave()

    beLoadedBy('reload')
    await openPage().heardOnly({ source: 'matomo', ref: 'A-1' })
  })

  test('is left unheard if the site switched it off', async () => {
    put({ _paq: [['trackEcommerceOrder', 'A-1', 59.9]] })

    await openPage({ sources: { matomo: false } }).heardOnly()
  })
})

describe('another script that wraps a queue as well', () => {
  /** As in Google Tag Manager: it keeps the former `push`, calls it, and then works through what came. */
  function wrap(layer: { push: Push }) {
    const worked: unknown[] = []
    const before = layer.push
    layer.push = function (this: unknown, ...entries: unknown[]) {
      const result = before.apply(layer, entries)
      worked.push(...entries)
      return typeof result !== 'boolean' || result
    }
    return worked
  }
  const entries = [
    { event: 'one' },
    { event: 'purchase', ecommerce: { transaction_id: 'T-1' } },
    { ecommerce: { purchase: { actionField: { id: 'T-2' } } } },
    { event: 'four' },
  ]

  test('before and after it gets every entry once, in order, and callers get their result', async () => {
    const layer: unknown[] & { push: Push } = [] as never
    put({ dataLayer: layer })
    const before = wrap(layer)
    const { heard, leave } = openPage({ triggers: [{ name: 'own', event: { name: 'four' } }] })
    const after = wrap(layer)
    await expect.poll(() => layer.push({ event: 'probe' })).toBe(true)

    const results = entries.map(entry => layer.push(entry))

    await heard({ ref: 'T-1', source: 'ga4' }, { ref: 'T-2', source: 'ua' }, { name: 'own', source: 'site' })
    expect(results).toEqual([true, true, true, true])
    const probes = (worked: unknown[]) => worked.filter(one => (one as { event?: string }).event !== 'probe')
    expect(probes(before)).toEqual(entries)
    expect(probes(after)).toEqual(entries)
    expect(probes(layer)).toEqual(entries)

    leave()
    layer.push({ event: 'last' })
    expect(before.at(-1)).toEqual({ event: 'last' })
    expect(after.at(-1)).toEqual({ event: 'last' })
  })

  test('finds the queue as it was once howlikely has left', async () => {
    const layer: unknown[] = [{ ecommerce: { purchase: { actionField: { id: 'T-2' } } } }]
    const own = { push: () => 42 }
    put({ dataLayer: layer, _paq: own })
    const push = own.push
    const { heard, leave } = openPage({ triggers: [{ name: 'own', event: { name: 'four' } }] })
    await heard({ ref: 'T-2' })
    layer.push({ event: 'four' })
    await heard({ ref: 'T-2' }, { name: 'own' })

    leave()

    expect(Object.keys(layer)).toEqual(['0', '1'])
    expect(layer.push).toBe(Array.prototype.push)
    expect(own.push).toBe(push)
  })

  test('and whose entries throw when they are read does not hear of it', async () => {
    const trap = {
      get event(): string {
        throw new Error('a trap')
      },
      get ecommerce(): object {
        throw new Error('another')
      },
    }
    put({ dataLayer: [trap] })
    const { heard } = openPage({ triggers: [{ name: 'own', event: { name: 'four' } }] })
    const layer = (window as unknown as { dataLayer: unknown[] }).dataLayer
    expect(layer.push(trap, { event: 'purchase', transaction_id: 'T-1' })).toBe(3)

    await heard({ ref: 'T-1' })
  })
})
