import { expect, test } from 'vitest'
import { aResponse } from './a-response.ts'
import { responseRequest, testCollector } from './test-collector.ts'

const shop = 'https://shop.example'

test('a page of any origin may send, with its cookies and headers of its own', async () => {
  const { collector } = await testCollector()
  const preflight = new Request('http://collector/responses', {
    method: 'OPTIONS',
    headers: {
      origin: shop,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-shop',
    },
  })

  const asked = await collector.fetch(preflight)
  const sent = await collector.fetch(responseRequest(aResponse(), { origin: shop }))

  expect(asked.status).toBe(204)
  expect(Object.fromEntries(asked.headers)).toMatchObject({
    'access-control-allow-origin': shop,
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'content-type,x-shop',
  })
  expect(sent.status).toBe(204)
  expect(sent.headers.get('access-control-allow-origin')).toBe(shop)
  expect(sent.headers.get('vary')).toContain('Origin')
})

test('a refusal can be read across origins too', async () => {
  const { collector } = await testCollector()

  const answer = await collector.fetch(responseRequest({}, { origin: shop }))

  expect(answer.status).toBe(422)
  expect(answer.headers.get('access-control-allow-origin')).toBe(shop)
})

test.each<[string, string | null, number]>([
  ['an allowed origin', shop, 204],
  ['another origin', 'https://shop.example.evil', 403],
  ['the same host over another scheme and port', 'http://shop.example:8080', 403],
  ['a page without an origin of its own', 'null', 403],
  ['the collector’s own origin', 'http://collector', 204],
  ['its own host behind a proxy that ends TLS', 'https://collector', 204],
  ['no page at all', null, 204],
])('where origins are listed, %s (%s) gets %i', async (_case, origin, status) => {
  const { collector, stored } = await testCollector({ allowedOrigins: [shop] })

  const answer = await collector.fetch(responseRequest(aResponse(), origin === null ? {} : { origin }))

  expect(answer.status).toBe(status)
  expect(await stored()).toHaveLength(status === 204 ? 1 : 0)
  expect(answer.headers.get('access-control-allow-origin')).toBe(status === 204 ? origin : null)
})

test('the report is never for pages of another origin', async () => {
  const { operatorGets } = await testCollector()

  const answer = await operatorGets('/api/report')

  expect(answer.status).toBe(200)
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
})
