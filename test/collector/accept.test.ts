import { expect, test } from 'vitest'
import { aResponse } from './a-response.ts'
import { testCollector } from './test-collector.ts'

const whole = JSON.stringify(aResponse())
const json = { 'content-type': 'application/json' }

test.each([
  ['JSON', 'application/json', (text: string) => text],
  ['JSON with a charset', 'application/json; charset=utf-8', (text: string) => text],
  ['text with JSON inside', 'text/plain;charset=UTF-8', (text: string) => text],
  [
    'a form with one field',
    'application/x-www-form-urlencoded',
    (text: string) => `${new URLSearchParams({ response: text })}`,
  ],
])('%s is stored, and answered with 204 and nothing in it', async (_case, type, encode) => {
  const { collector, stored } = await testCollector()
  const response = aResponse({ reason: 'Snabb & enkel, 100 % – 速い' })

  const answer = await collector.fetch(post(encode(JSON.stringify(response)), { 'content-type': type }))

  expect(answer.status).toBe(204)
  expect(await answer.text()).toBe('')
  expect(await stored()).toEqual([response])
})

test('fields that the schema does not know are kept', async () => {
  const { collector, stored } = await testCollector()
  const response = { ...aResponse(), mood: 'sunny', trigger: { ...aResponse().trigger, campaign: 7 } }

  await collector.fetch(post(JSON.stringify(response), json))

  expect(await stored()).toEqual([response])
})

test.each([
  [31, 204],
  [32, 422],
  [15_000, 422],
])('a field of its own with %i lists in one another gets %i', async (depth, status) => {
  const { collector } = await testCollector()
  const body = whole.replace('{', `{"deep":${'['.repeat(depth)}${']'.repeat(depth)},`)

  expect((await collector.fetch(post(body, json))).status).toBe(status)
})

test('the longest reason that a visitor can write fits, in any script and as a form', async () => {
  const { collector, stored } = await testCollector()
  const response = aResponse({ reason: '速'.repeat(5000) })
  const form = new URLSearchParams({ response: JSON.stringify(response) })

  const answer = await collector.fetch(
    post(`${form}`, { 'content-type': 'application/x-www-form-urlencoded' }),
  )

  expect(answer.status).toBe(204)
  expect(await stored()).toHaveLength(1)
})

test.each<[string, number, string, Record<string, string>, string | null]>([
  ['half a JSON text', 400, whole.slice(0, 100), json, null],
  ['an empty body', 400, '', json, null],
  [
    'a form without the field',
    400,
    'answer=9',
    { 'content-type': 'application/x-www-form-urlencoded' },
    'response',
  ],
  ['a body over 32 KiB', 413, JSON.stringify({ ...aResponse(), more: 'x'.repeat(32 * 1024) }), json, null],
  ['a body that says it is over 32 KiB', 413, whole, { ...json, 'content-length': '40000' }, null],
  ['XML', 415, '<a/>', { 'content-type': 'text/xml' }, 'content-type'],
  ['a compressed body', 415, whole, { ...json, 'content-encoding': 'gzip' }, 'content-encoding'],
  ['a list', 422, '[]', json, null],
  ['a score of 11', 422, JSON.stringify(aResponse({ score: 11 })), json, 'score'],
  ['an answer without a score', 422, JSON.stringify(aResponse({ score: null })), json, 'score'],
  ['an unknown trigger source', 422, whole.replace('"ga4"', '"ga5"'), json, 'trigger.source'],
])('%s gets %i, and nothing is stored', async (_case, status, body, headers, field) => {
  const { collector, stored } = await testCollector()

  const answer = await collector.fetch(post(body, headers))

  expect(answer.status).toBe(status)
  const complaint = await answer.json()
  expect(Object.keys(complaint)).toEqual(['error', 'field', 'found', 'allowed'])
  expect(complaint.field).toBe(field)
  expect(complaint.error).toMatch(/^\S.*\.$/)
  expect(await stored()).toEqual([])
})

test('bytes that are not UTF-8 get 400', async () => {
  const { collector } = await testCollector()
  const body = new Uint8Array([0x22, 0xff, 0x22])

  const answer = await collector.fetch(
    new Request('http://collector/responses', { method: 'POST', headers: json, body }),
  )

  expect(answer.status).toBe(400)
})

test('an endless body is cut off soon after the limit', async () => {
  const { collector } = await testCollector()
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1024
      controller.enqueue(new Uint8Array(1024).fill(0x20))
    },
  })
  // The browser's types, which stand here too, don't know that a stream needs it.
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers: json, body, duplex: 'half' }

  const answer = await collector.fetch(new Request('http://collector/responses', init))

  expect(answer.status).toBe(413)
  expect(sent).toBeLessThan(64 * 1024)
})

test('a body that breaks off gets 400, and is not logged as an error', async () => {
  const heard: string[] = []
  const { collector, stored } = await testCollector({ log: sentence => heard.push(sentence) })
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(whole.slice(0, 100)))
      controller.error(new Error('the connection was reset'))
    },
  })
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers: json, body, duplex: 'half' }

  const answer = await collector.fetch(new Request('http://collector/responses', init))

  expect(answer.status).toBe(400)
  expect(await stored()).toEqual([])
  expect(heard).toEqual([])
})

test('any other method gets 405 and is told which one to use', async () => {
  const { collector } = await testCollector()

  const answer = await collector.fetch(new Request('http://collector/responses'))

  expect(answer.status).toBe(405)
  expect(answer.headers.get('allow')).toBe('POST, OPTIONS')
})

function post(body: string, headers: Record<string, string>): Request {
  return new Request('http://collector/responses', { method: 'POST', headers, body })
}
