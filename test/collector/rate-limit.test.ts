import { expect, test } from 'vitest'
import { trustedProxies } from '../../src/collector/client.ts'
import { createRateLimit } from '../../src/collector/rate-limit.ts'
import { aResponse } from './a-response.ts'
import { now, responseRequest, testCollector, token } from './test-collector.ts'

const start = Date.parse('2026-05-01T12:00:00Z')

test('a client may send its allowance at once, and the next one when its share of the minute is over', () => {
  const limit = createRateLimit(60)

  for (let message = 0; message < 60; message += 1) expect(limit.take('one', start)).toBe(0)

  expect(limit.take('one', start)).toBe(1)
  expect(limit.take('one', start + 999)).toBe(1)
  expect(limit.take('one', start + 1000)).toBe(0)
  expect(limit.take('one', start + 1000)).toBe(1)
  expect(limit.take('other', start)).toBe(0)
})

test.each([7, 600, 999_999])(
  'with %i a minute, no minute of a steady flood brings more than twice that',
  most => {
    const limit = createRateLimit(most)
    let taken = 0
    for (let at = 0; at < 60_000; at += 1) {
      for (let tries = 0; tries < 40 && limit.take('one', start + at) === 0; tries += 1) taken += 1
    }

    expect(taken).toBeGreaterThanOrEqual(most)
    expect(taken).toBeLessThan(2 * most)
  },
)

test('asking how long to wait counts nothing', () => {
  const limit = createRateLimit(1)

  expect(limit.wait('one', start)).toBe(0)
  expect(limit.take('one', start)).toBe(0)
  expect(limit.wait('one', start)).toBe(60)
  expect(limit.wait('one', start + 60_000)).toBe(0)
})

test('of more clients than it remembers, the one that sent longest ago is forgotten', () => {
  const limit = createRateLimit(1, 2)
  for (const client of ['one', 'two', 'three']) limit.take(client, start)

  expect(limit.wait('three', start)).toBe(60)
  expect(limit.wait('two', start)).toBe(60)
  expect(limit.wait('one', start)).toBe(0)
})

const proxies = (() => {
  const read = trustedProxies(['127.0.0.1'])
  return read.ok ? { trustedProxies: read.proxies } : {}
})()

test('a client that sends more than is allowed is told when to come again, in words that a page can read; others are not', async () => {
  const { collector, stored } = await testCollector({ rateLimit: 2 })
  const send = (client: string) =>
    collector.fetch(responseRequest(aResponse(), { origin: 'https://shop.example' }), client)

  expect((await send('203.0.113.7')).status).toBe(204)
  expect((await send('203.0.113.7')).status).toBe(204)
  const refused = await send('203.0.113.7')

  expect(refused.status).toBe(429)
  expect(refused.headers.get('retry-after')).toBe('30')
  expect(refused.headers.get('access-control-allow-origin')).toBe('https://shop.example')
  expect(refused.headers.get('access-control-expose-headers')).toBe('Retry-After')
  expect((await refused.json()).error).toMatch(/^Too many messages from this address/)
  expect((await send('203.0.113.8')).status).toBe(204)
  expect(await stored()).toHaveLength(3)
})

test('a client that writes another address into a header is still recognized', async () => {
  const { collector } = await testCollector({ rateLimit: 1, ...proxies })
  const send = (connection: string, forwarded: string) =>
    collector.fetch(responseRequest(aResponse(), { 'x-forwarded-for': forwarded }), connection)

  expect((await send('203.0.113.7', '198.51.100.1')).status).toBe(204)
  expect((await send('203.0.113.7', '198.51.100.2')).status).toBe(429)
  expect((await send('127.0.0.1', '198.51.100.1')).status).toBe(204)
  expect((await send('127.0.0.1', '198.51.100.2')).status).toBe(204)
  expect((await send('127.0.0.1', '192.0.2.1, 198.51.100.2')).status).toBe(429)
})

test('reading is not counted', async () => {
  const { collector } = await testCollector({ rateLimit: 1 })
  for (let request = 0; request < 5; request += 1) {
    const answer = await collector.fetch(new Request('http://collector/healthz'), '203.0.113.7')
    expect(answer.status).toBe(200)
  }
})

test('an unconfigured proxy is reported, once and without an address', async () => {
  const heard: string[] = []
  const { collector } = await testCollector({ rateLimit: 9, ...proxies, log: line => heard.push(line) })
  const send = (connection: string) =>
    collector.fetch(responseRequest(aResponse(), { 'x-forwarded-for': '198.51.100.1' }), connection)

  await send('::ffff:127.0.0.1')
  expect(heard).toEqual([])
  await send('10.0.0.3')
  await send('10.0.0.3')

  expect(heard).toEqual([
    expect.stringMatching(/^X-Forwarded-For comes from an address that TRUSTED_PROXIES/),
  ])
})

test('ten wrong tokens a minute are told so, more are told to wait; the right one is never counted nor locked out', async () => {
  const { collector } = await testCollector()
  const ask = (bearer: string, client = '203.0.113.7') =>
    collector.fetch(
      new Request('http://collector/api/report', { headers: { authorization: `Bearer ${bearer}` } }),
      client,
    )
  for (let tries = 0; tries < 12; tries += 1) expect((await ask(token)).status).toBe(200)
  for (let tries = 0; tries < 10; tries += 1) expect((await ask('wrong-token')).status).toBe(401)

  const late = await ask('wrong-token')

  expect(late.status).toBe(429)
  expect(late.headers.get('retry-after')).toBe('6')
  // A machine behind the same address goes on with its work.
  expect((await ask(token)).status).toBe(200)
  expect((await ask('wrong-token', '203.0.113.8')).status).toBe(401)
})

test('a clock that is set back, or was far ahead, has nobody wait', async () => {
  let clock = now + 3 * 365 * 86_400_000
  const { collector } = await testCollector({ rateLimit: 2, now: () => clock, uptime: () => 0 })
  const send = async () => (await collector.fetch(responseRequest(aResponse()), '203.0.113.7')).status

  expect(await send()).toBe(204)
  clock = now
  expect(await send()).toBe(204)

  expect(await send()).toBe(429)
})
