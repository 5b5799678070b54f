import { expect, test } from 'vitest'
import { trustedProxies } from '../../src/collector/client.ts'
import { aResponse } from './a-response.ts'
import { responseRequest, testCollector } from './test-collector.ts'

test('nothing that is stored tells from which address or browser an answer came', async () => {
  const proxies = trustedProxies(['10.0.0.1'])
  const { collector, db } = await testCollector({
    rateLimit: 10,
    ...(proxies.ok && { trustedProxies: proxies.proxies }),
  })
  const headers = { 'x-forwarded-for': '203.0.113.7', 'user-agent': 'Lynx/2.9' }

  const { status } = await collector.fetch(responseRequest(aResponse(), headers), '10.0.0.1')

  const tables = await db.introspection.getTables()
  const rows = await Promise.all(
    tables.map(({ name }) =>
      db
        .selectFrom(name as 'response')
        .selectAll()
        .execute(),
    ),
  )
  const kept = JSON.stringify(rows)
  expect([status, kept.includes('"score":9')]).toEqual([204, true])
  expect(kept).not.toMatch(/203\.0\.113|10\.0\.0\.1|Lynx/)
})
