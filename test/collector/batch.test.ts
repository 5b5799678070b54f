import { expect, test } from 'vitest'
import { noProxies } from '../../src/collector/client.ts'
import { mostInBatch } from '../../src/collector/read-batch.ts'
import { createSigner } from '../../src/links/create-signer.ts'
import { aResponse } from './a-response.ts'
import { now, signingSecret, testCollector } from './test-collector.ts'

const batch = (body: string, type = 'application/x-ndjson', headers: Record<string, string> = {}) =>
  new Request('http://collector/responses', {
    method: 'POST',
    headers: { 'content-type': type, ...headers },
    body,
  })

const lines = (...records: readonly unknown[]) =>
  records.map(record => `${JSON.stringify(record)}\n`).join('')

test.each<[string, (records: readonly unknown[]) => Request]>([
  ['lines', records => batch(lines(...records))],
  [
    'lines with nothing between some',
    records => batch(records.map(record => JSON.stringify(record)).join('\r\n\r\n')),
  ],
  ['a list', records => batch(` ${JSON.stringify(records)}`, 'application/json; charset=utf-8')],
])('several come at once as %s, and each has its own answer, in order', async (_form, request) => {
  const { collector, stored } = await testCollector()
  const [first, last] = [{ ...aResponse(), ofMine: { a: [1] } }, aResponse({ site: 'outlet' })]
  const wrong = { ...aResponse(), score: 11 }

  const answer = await collector.fetch(request([first, wrong, 'no record', last, first]))

  expect(answer.status).toBe(207)
  const { results } = await answer.json()
  expect(results).toMatchObject([
    { id: first.id, status: 204 },
    { id: null, status: 422, field: 'score', found: '11', allowed: 'at most 10' },
    { id: null, status: 422, field: null },
    { id: last.id, status: 204 },
    { id: first.id, status: 204 },
  ])
  expect(results[0]).toEqual({ id: first.id, status: 204 })
  const kept = await stored()
  expect(kept).toHaveLength(2)
  expect(kept).toEqual(expect.arrayContaining([first, last]))
})

test('later messages of one response are stored in their order, and a forbidden change is reported only for the message that makes it', async () => {
  const { collector, stored } = await testCollector()
  const asked = aResponse({ state: 'asked', score: null, revision: 1 } as never)
  const scored = { ...asked, state: 'scored', score: 7, revision: 2 }
  const moved = { ...scored, survey: 'support', revision: 3 }
  const answered = { ...scored, state: 'answered', revision: 4 }

  const { results } = await (await collector.fetch(batch(lines(asked, scored, moved, answered)))).json()

  expect(results.map(({ status }: { status: number }) => status)).toEqual([204, 204, 422, 204])
  expect(results[2]).toMatchObject({ field: 'survey' })
  expect(await stored()).toEqual([answered])
})

test('one that breaks, is too long or too deep is turned away by itself', async () => {
  const { collector, stored } = await testCollector()
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
  const long = JSON.stringify({ ...aResponse(), more: 'x'.repeat(32 * 1024) })
  const good = JSON.stringify(aResponse())
  const statuses = async (request: Request) => {
    const { results } = await (await collector.fetch(request)).json()
    return results.map(({ status }: { status: number }) => status)
  }

  expect(await statuses(batch(['{"half":', long, `{"deep":${deep}}`, good].join('\n')))).toEqual([
    400, 413, 413, 204,
  ])
  expect(
    await statuses(batch(`[${long},{"a":${'['.repeat(40)}${']'.repeat(40)}},${good}]`, 'application/json')),
  ).toEqual([413, 422, 204])
  expect(await statuses(batch(`[{"a":${deep}}]`, 'application/json'))).toEqual([422])
  expect(await stored()).toHaveLength(1)
})

test.each<[string, number, Request]>([
  ['no line', 422, batch('\n\n')],
  ['an empty list', 422, batch('[]', 'application/json')],
  ['too many', 413, batch('{}\n'.repeat(mostInBatch + 1))],
  ['a list that breaks off', 400, batch('[{}', 'application/json')],
  ['too many bytes', 413, batch('x'.repeat(1024 * 1024 + 1))],
  ['too many bytes in a list', 413, batch(`["${'x'.repeat(1024 * 1024)}"]`, 'application/json')],
  ['a list as text, which is one response', 422, batch('[{}]', 'text/plain')],
  ['a compressed one', 415, batch('{}', 'application/x-ndjson', { 'content-encoding': 'gzip' })],
])('%s gets %i as a whole', async (_case, status, request) => {
  const { collector, stored } = await testCollector()

  const answer = await collector.fetch(request)

  expect(answer.status).toBe(status)
  expect(Object.keys(await answer.json())).toEqual(['error', 'field', 'found', 'allowed'])
  expect(await stored()).toEqual([])
})

test('as many as may come are stored', async () => {
  const { collector, db } = await testCollector()
  const records = Array.from({ length: mostInBatch }, () => aResponse())

  const { results } = await (await collector.fetch(batch(lines(...records)))).json()

  expect(results.every(({ status }: { status: number }) => status === 204)).toBe(true)
  const { count } = await db
    .selectFrom('response')
    .select(eb => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  expect(Number(count)).toBe(mostInBatch)
})

test('each counts for the limit of its client, and those beyond it are told when to come again', async () => {
  const { collector, stored } = await testCollector({ rateLimit: 3, trustedProxies: noProxies })
  const records = Array.from({ length: 5 }, () => aResponse())

  const { results } = await (await collector.fetch(batch(lines(...records)), '192.0.2.1')).json()

  expect(results.map(({ status }: { status: number }) => status)).toEqual([204, 204, 204, 429, 429])
  expect(results[3]).toMatchObject({ error: expect.stringContaining('try again in 20 s'), retryAfter: 20 })
  expect(await stored()).toHaveLength(3)
  expect((await collector.fetch(batch(lines(records[4])), '192.0.2.1')).status).toBe(429)
})

test('signatures are checked in each', async () => {
  const { collector, db } = await testCollector()
  const signer = createSigner({ secret: signingSecret, now: () => now })
  const signature = await signer.ref('checkout', 'A-1')
  const signed = aResponse({ trigger: { ref: 'A-1', signature } })

  await collector.fetch(batch(lines(signed, aResponse({ trigger: { ref: 'A-2', signature } }))))

  const rows = await db.selectFrom('response').select(['ref', 'verified']).orderBy('ref').execute()
  expect(rows).toEqual([
    { ref: 'A-1', verified: 1 },
    { ref: 'A-2', verified: 0 },
  ])
})
