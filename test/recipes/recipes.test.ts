import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { aResponse } from '../collector/a-response.ts'
import { type RunningEndpoint, recipes, startOurs } from '../support/recipes.ts'

// Each starts processes of other languages, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const shop = 'https://shop.example'
const form = 'application/x-www-form-urlencoded'

/** The ways in which the widget sends, by the option `format`. */
const ways = {
  json: (text: string) => ({ type: 'application/json', body: text }),
  text: (text: string) => ({ type: 'text/plain;charset=UTF-8', body: text }),
  form: (text: string) => ({ type: form, body: `${new URLSearchParams({ response: text })}` }),
}
type Way = keyof typeof ways

interface Message {
  way: Way
  /** 'same' is the endpoint's own. */
  from: 'same' | 'other'
  record: object
}

async function send(url: string, { way, from, record }: Message): Promise<number> {
  const { type, body } = ways[way](JSON.stringify(record))
  return (
    await post(url, body, { 'content-type': type, origin: from === 'same' ? new URL(url).origin : shop })
  ).status
}

function post(url: string, body: string, headers: Record<string, string>): Promise<Response> {
  return fetch(url, { method: 'POST', headers, body })
}

/** Messages that visitors could send, including duplicates, late ones, and in the wrong order. */
function messages(): Message[] {
  const senders: Pick<Message, 'way' | 'from'>[] = [
    { way: 'json', from: 'same' },
    { way: 'text', from: 'other' },
    { way: 'form', from: 'same' },
    { way: 'form', from: 'other' },
  ]
  return senders.flatMap(sender => {
    const all: object[] = []
    const inOrder = aResponse({ reason: 'Snabb & enkel = 100 % + "速い"\n🙂' })
    const scored = { ...inOrder, revision: 2, state: 'scored', endedBy: null, endedAt: null, reason: null }
    all.push(scored, inOrder, scored, inOrder)
    const late = aResponse({ score: 0 })
    all.push(late, { ...late, revision: 2, state: 'scored', score: 3 })
    const final = aResponse({ reason: 'My last word' })
    all.push(final, { ...final, revision: 4, state: 'scored', reason: null })
    all.push(aResponse({ revision: 1, state: 'dismissed', score: null, reason: null }))
    all.push({ ...aResponse({ reason: '速'.repeat(5000) }), mood: 'sunny' })
    return all.map(record => ({ ...sender, record }))
  })
}

/** The same, mixed, as networks may. */
function mixed<Item>(items: readonly Item[]): Item[] {
  const places = items.map((_, index) => (index * 7919) % items.length)
  return [...items].sort(
    (one, other) => (places[items.indexOf(one)] ?? 0) - (places[items.indexOf(other)] ?? 0),
  )
}

for (const { name, isHere } of recipes) {
  test.skipIf(!isHere)(`the recipe for ${name} is tried on this machine`, () => expect(isHere).toBe(true))
}

describe.each(recipes.filter(({ isHere }) => isHere))('the recipe for $name', ({ start }) => {
  let endpoint: RunningEndpoint

  beforeAll(async () => {
    endpoint = await start(shop)
  })
  afterAll(() => endpoint?.stop())

  test('stores what our collector stores after the same messages, even after a restart', async () => {
    const ours = await startOurs()
    const all = [...messages(), ...mixed(messages())]

    for (const { url } of [ours, endpoint]) {
      for (const message of all) expect(await send(url, message)).toBe(204)
    }

    const held = ours.held()
    await ours.stop()
    expect(held).toHaveLength(40)
    expect(endpoint.held()).toEqual(held)
    await endpoint.restart()
    const [first = all[0]] = all
    if (first) expect(await send(endpoint.url, first)).toBe(204)
    expect(endpoint.held()).toEqual(held)
  })

  test('lets pages of the allowed origin send, and read how long to wait', async () => {
    const { type, body } = ways.text(JSON.stringify(aResponse()))

    const answer = await post(endpoint.url, body, { 'content-type': type, origin: shop })

    expect(answer.status).toBe(204)
    expect(await answer.text()).toBe('')
    expect(answer.headers.get('access-control-allow-origin')).toBe(shop)
    expect(answer.headers.get('access-control-expose-headers')).toBe('Retry-After')
    expect(answer.headers.get('vary')).toContain('Origin')
  })

  test('answers the question that a browser asks before JSON', async () => {
    const headers = {
      origin: shop,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    }

    const answer = await fetch(endpoint.url, { method: 'OPTIONS', headers })

    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe(shop)
    expect(answer.headers.get('access-control-allow-methods')).toContain('POST')
    expect(answer.headers.get('access-control-allow-headers')).toContain('content-type')
  })

  test('refuses pages of any other origin', async () => {
    const { type, body } = ways.text(JSON.stringify(aResponse()))
    const before = endpoint.held().length

    const answer = await post(endpoint.url, body, {
      'content-type': type,
      origin: 'https://elsewhere.example',
    })

    expect(answer.status).toBe(403)
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    expect(endpoint.held()).toHaveLength(before)
  })

  const whole = JSON.stringify(aResponse())
  const but = (changes: object) => JSON.stringify({ ...aResponse(), ...changes })

  test.each([
    ['half a JSON text', 400, 'application/json', whole.slice(0, 100)],
    ['words', 400, 'text/plain', 'Hello'],
    ['not a number', 400, 'text/plain', but({ score: null }).replace('null', 'NaN')],
    ['a form without the field', 400, form, 'answer=9'],
    ['a record over 32 KiB', 413, 'application/json', but({ more: 'x'.repeat(32 * 1024) })],
    ['a form over 32 KiB', 413, form, `response=${but({ more: 'x'.repeat(32 * 1024) })}`],
    ['XML', 415, 'text/xml', '<a/>'],
    ['a list', 422, 'application/json', '[]'],
    ['null', 422, 'text/plain', 'null'],
    ['a number', 422, 'text/plain', '9'],
    ['a response without an id', 422, 'text/plain', but({ id: undefined })],
    ['an id that is a list', 422, 'text/plain', but({ id: [aResponse().id] })],
    ['an id that goes on', 422, 'text/plain', but({ id: `${aResponse().id}\n` })],
    ['a revision of 0', 422, 'text/plain', but({ revision: 0 })],
    ['a revision in words', 422, 'text/plain', but({ revision: '3' })],
    ['a revision that is true', 422, 'text/plain', but({ revision: true })],
    ['a revision beyond all numbers', 422, 'text/plain', whole.replace('"revision":3', '"revision":1e400')],
    ['an unknown state', 422, 'text/plain', but({ state: 'sent' })],
    ['a score of 11', 422, 'text/plain', but({ score: 11 })],
    ['a score of -1', 422, 'text/plain', but({ score: -1 })],
    ['no score at all', 422, 'text/plain', but({ score: undefined })],
  ])('refuses %s with %i, and keeps nothing', async (_case, status, type, body) => {
    const before = endpoint.held().length

    const answer = await post(endpoint.url, body, { 'content-type': type, origin: shop })

    expect(answer.status).toBe(status)
    // The page may read it, or the browser would take it for a network that fails.
    expect(answer.headers.get('access-control-allow-origin')).toBe(shop)
    expect(await answer.text()).toMatch(/^[A-Z].*\.\n$/)
    expect(endpoint.held()).toHaveLength(before)
  })

  test('refuses any other method, and says which one to use', async () => {
    const answer = await fetch(endpoint.url)

    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('POST, OPTIONS')
  })

  test('says when to come again while it cannot store, and then stores', async () => {
    const message: Message = { way: 'text', from: 'other', record: aResponse() }
    const other = new DatabaseSync(endpoint.file, { timeout: 5000 })
    other.exec('begin exclusive')
    const { type, body } = ways.text(JSON.stringify(message.record))

    const answer = await post(endpoint.url, body, { 'content-type': type, origin: shop })
    other.exec('rollback')
    other.close()

    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('30')
    expect(await send(endpoint.url, message)).toBe(204)
    expect(endpoint.held()).toContainEqual(message.record)
  })
})
