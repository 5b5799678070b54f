import { describe, expect, test } from 'vitest'
import { aStorageArea } from '../doubles/storage-area.ts'
import { aRecord } from '../support/records.ts'
import { aDelivery, now } from './a-delivery.ts'

const here = 'https://shop.example/responses'
const elsewhere = 'https://answers.example/responses'
const answered = aRecord({ state: 'answered', score: 9, reason: 'Snabb & enkel, 100 %', revision: 3 })
const { id } = answered

async function sendOne(...given: Parameters<typeof aDelivery>) {
  const page = aDelivery(...given)
  page.delivery.keep(answered, false)
  const isAccepted = await page.delivery.send(id)
  return { ...page, isAccepted, init: page.sent[0]?.init }
}

describe('a message', () => {
  test.each([
    ['auto', here, 'application/json'],
    ['auto', elsewhere, undefined],
    ['json', here, 'application/json'],
    ['json', elsewhere, 'application/json'],
    ['text', here, undefined],
    ['text', elsewhere, undefined],
  ] as const)('as %s to %s has the content type %s of its own', async (format, endpoint, type) => {
    const { init } = await sendOne({ settings: { format, endpoint } })

    // The browser itself says text/plain of a text.
    expect(new Headers(init?.headers).get('content-type') ?? undefined).toBe(type)
    expect(JSON.parse(String(init?.body))).toEqual({ ...answered, sentAt: new Date(now).toISOString() })
  })

  test('as a form has one field, with the JSON', async () => {
    const { init } = await sendOne({ settings: { format: 'form', endpoint: here } })

    expect(init?.body).toBeInstanceOf(URLSearchParams)
    const fields = [...new URLSearchParams(String(init?.body))]
    expect(fields.map(([name]) => name)).toEqual(['response'])
    expect(JSON.parse(fields[0]?.[1] ?? '')).toMatchObject({ id, reason: 'Snabb & enkel, 100 %' })
  })

  test('to an origin that only begins as the page’s is one to another origin', async () => {
    const { init } = await sendOne({ settings: { endpoint: 'https://shop.example.evil.example/responses' } })

    expect(new Headers(init?.headers).has('content-type')).toBe(false)
  })

  test('carries the headers and the credentials that the site wants', async () => {
    const headers = { 'X-Shop': 'north' }
    const { init } = await sendOne({ settings: { format: 'json', headers, credentials: 'include' } })

    expect(init?.headers).toEqual({ 'X-Shop': 'north', 'Content-Type': 'application/json' })
    expect(init?.credentials).toBe('include')
  })

  test('outlives its page, and follows no redirect', async () => {
    const { init } = await sendOne()

    expect(init).toMatchObject({ method: 'POST', keepalive: true, redirect: 'manual' })
  })

  test('is given up after a while', async () => {
    const { init } = await sendOne()

    expect(init?.signal).toBeInstanceOf(AbortSignal)
  })
})

describe('what is sent', () => {
  test('is stored before, and gone once it is accepted', async () => {
    const local = aStorageArea()
    const storedAtSend: boolean[] = []
    const { isAccepted, delivered } = await sendOne({
      local,
      async answer() {
        storedAtSend.push(local.get(`howlikely:main:out:${id}`)?.includes('Snabb') ?? false)
        return new Response(null, { status: 204 })
      },
    })

    expect(storedAtSend).toEqual([true])
    expect(isAccepted).toBe(true)
    expect(local.keys()).toEqual([])
    expect(delivered).toEqual([id])
  })

  test('is kept if it is not accepted, with the status and the time to wait', async () => {
    const headers = { 'Retry-After': '120' }
    const { isAccepted, delivered, delivery } = await sendOne({
      answer: async () => new Response('', { status: 503, headers }),
    })

    expect(isAccepted).toBe(false)
    expect(delivery.entries()).toEqual([
      {
        record: answered,
        open: false,
        accepted: 0,
        held: true,
        // What the endpoint wants, and by the dice half a second of two besides.
        nextAt: now + 120_000 + 1000,
        keptAt: now,
        tries: 1,
        status: 503,
        client: 'howlikely/1.0.0',
      },
    ])
    expect(delivered).toEqual([])
  })

  test('has its whole response read, which would otherwise keep its share of the keepalive limit', async () => {
    const response = new Response('Thank you for this.')
    await sendOne({ answer: async () => response })

    await expect.poll(() => response.bodyUsed).toBe(true)
  })

  test('goes once while it is on the way, however often it is told to', async () => {
    const { delivery, sent } = aDelivery()
    delivery.keep(answered, false)

    await Promise.all([delivery.send(id), delivery.send(id)])

    expect(sent).toHaveLength(1)
  })

  test('and moved on meanwhile goes again, as the later revision', async () => {
    const page = aDelivery()
    page.delivery.keep(aRecord({ state: 'scored', score: 7, revision: 2 }), true)
    const sending = page.delivery.send(id)
    page.delivery.keep(answered, false)
    await sending

    await expect.poll(() => page.local.keys()).toEqual([])
    expect(page.sent.map(({ init }) => JSON.parse(String(init.body)).revision)).toEqual([2, 3])
  })

  test('lives as long as the page if nothing can be stored', async () => {
    const { delivery, sent } = aDelivery({ local: aStorageArea(() => true) })

    expect(delivery.keep(answered, false)).toBe(false)
    expect(await delivery.send(id)).toBe(true)
    expect(sent).toHaveLength(1)
    expect(delivery.entries()).toEqual([])
  })
})
