import { describe, expect, test, vi } from 'vitest'
import { beLoadedBy, click, openPage, put } from '../open-page.ts'

type Handler = (...given: unknown[]) => void

/** The stub of Segment's snippet: calls are kept until the script has come. */
function stub() {
  const queue: unknown[] = []
  return Object.assign(queue, {
    on: (...given: unknown[]) => void queue.push(['on', ...given]),
    track: (...given: unknown[]) => void queue.push(['track', ...given]),
  })
}

function loaded(queue: readonly unknown[] = []) {
  const handlers: Handler[] = []
  const analytics = {
    on: (_event: string, handler: Handler) => void handlers.push(handler),
    off: (_event: string, handler: Handler) => void handlers.splice(handlers.indexOf(handler), 1),
    track: (name: string, properties?: unknown) => {
      for (const handler of [...handlers]) handler(name, properties, {})
    },
  }
  const calls = queue as [method: 'on' | 'track', ...given: never[]][]
  // As in the real one: handlers run first, whatever was called before them.
  for (const method of ['on', 'track'] as const)
    for (const [name, ...given] of calls) if (name === method) (analytics[name] as Handler)(...given)
  return { analytics, handlers }
}

const order = { order_id: '50314b8e', total: 27.5, revenue: 25, currency: 'USD', products: [] }

describe('Segment’s Order Completed', () => {
  test('is heard', async () => {
    const { analytics, handlers } = loaded()
    put({ analytics })
    const { heard } = openPage()
    await expect.poll(() => handlers.length).toBe(1)
    analytics.track('Order Completed', order)
    analytics.track('Completed Order', { orderId: 7, revenue: '25.00' })

    await heard(
      { name: 'checkout', source: 'segment', ref: '50314b8e', value: 27.5, currency: 'USD' },
      { ref: '7', value: 25, currency: null },
    )
  })

  test('is heard though it was tracked before the script had come', async () => {
    const queue = stub()
    put({ analytics: queue })
    queue.track('Order Completed', order)
    const { heard } = openPage()
    await expect.poll(() => queue.length).toBe(2)
    put({ analytics: loaded(queue).analytics })
    click()

    await heard({ ref: '50314b8e' })
  })

  test('is not an added product, a refund, or an order that began', async () => {
    const { analytics, handlers } = loaded()
    put({ analytics })
    const { heardOnly } = openPage()
    await expect.poll(() => handlers.length).toBe(1)
    for (const name of [
      'Product Added',
      'Order Refunded',
      'Checkout Started',
      'Order Updated',
      'Order Cancelled',
    ])
      analytics.track(name, order)

    await heardOnly()
  })

  test('whose properties throw causes no error, and without properties it is still an order', async () => {
    const { analytics, handlers } = loaded()
    put({ analytics })
    const { heard } = openPage()
    await expect.poll(() => handlers.length).toBe(1)
    const trap = {
      get order_id(): string {
        throw new Error('a trap')
      },
    }

    expect(() => analytics.track('Order Completed', trap)).not.toThrow()
    analytics.track('Order Completed')

    await heard({ source: 'segment', ref: null })
  })

  test('without a number is not heard on a page that was loaded again; with one it is', async () => {
    beLoadedBy('reload')
    const { analytics, handlers } = loaded()
    put({ analytics })
    const { heardOnly } = openPage()
    await expect.poll(() => handlers.length).toBe(1)
    analytics.track('Order Completed', { total: 27.5 })
    analytics.track('Order Completed', order)

    await heardOnly({ ref: '50314b8e' })
  })

  test('is no longer listened for once howlikely has left', async () => {
    const { analytics, handlers } = loaded()
    put({ analytics })
    const { leave } = openPage()
    await expect.poll(() => handlers.length).toBe(1)

    leave()

    expect(handlers).toEqual([])
  })

  test('is left alone if the site switched it off', async () => {
    const { analytics, handlers } = loaded()
    put({ analytics })
    await openPage({ sources: { segment: false } }).heardOnly()

    expect(handlers).toEqual([])
  })

  test('is not looked for in an element that happens to have that id', async () => {
    const section = document.createElement('section')
    section.id = 'analytics'
    document.body.append(section)
    const { needsSources, command, heard } = openPage()
    const look = vi.fn()
    addEventListener('click', look, { once: true })
    click()
    command('trigger', 'own')
    await heard({ name: 'own' })
    section.remove()

    expect(look).toHaveBeenCalled()
    expect(needsSources()).toBe(false)
  })
})
