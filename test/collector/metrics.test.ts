import { expect, test } from 'vitest'
import { StoreUnavailable } from '../../src/collector/store/store.ts'
import { aResponse } from './a-response.ts'
import { testCollector } from './test-collector.ts'

async function metricsOf({ operatorGets }: Pick<Awaited<ReturnType<typeof testCollector>>, 'operatorGets'>) {
  const answer = await operatorGets('/metrics')
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  return answer.text()
}

test('the metrics count what was accepted and refused, and time what was synced', async () => {
  const collector = await testCollector()
  await collector.send(aResponse(), aResponse(), { no: 'response' })

  const text = await metricsOf(collector)

  expect(text).toContain('howlikely_requests_total{route="/responses",status="204"} 2')
  expect(text).toContain('howlikely_requests_total{route="/responses",status="422"} 1')
  expect(text).toContain('howlikely_request_seconds_count{route="/responses"} 3')
  expect(text).toMatch(/^howlikely_store_seconds_count [12]$/m)
  expect(text).toMatch(/^howlikely_queue_depth 0$/m)
  expect(text).not.toContain('process_')
})

test('paths that strangers make up share one row', async () => {
  const collector = await testCollector()
  for (let time = 0; time < 30; time += 1) {
    await collector.collector.fetch(new Request(`http://collector/made-up/${time}?email=ann@shop.example`))
  }

  const text = await metricsOf(collector)

  expect(text).toContain('howlikely_requests_total{route="other",status="404"} 30')
  expect(text).not.toMatch(/made-up|ann/)
})

test('the metrics are for the operator alone', async () => {
  const { collector } = await testCollector()

  expect((await collector.fetch(new Request('http://collector/metrics'))).status).toBe(401)
})

test('a batch that cannot be stored is counted', async () => {
  const { store, collector, operatorGets } = await testCollector()
  store.saveAll = () => Promise.reject(new StoreUnavailable('the disk is full'))
  const { status } = await collector.fetch(
    new Request('http://collector/responses', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify(aResponse()),
    }),
  )

  expect(status).toBe(503)
  expect(await metricsOf({ operatorGets })).toMatch(/^howlikely_store_failures_total 1$/m)
})

test('the log of requests names each by an id, without anything that was sent', async () => {
  const lines: unknown[][] = []
  const { collector } = await testCollector({ logsRequests: true, log: (...line) => void lines.push(line) })
  const record = aResponse({
    reason: 'Cold tea',
    respondent: { id: 'u_1', signature: null, since: null, traits: {} } as never,
  })
  const request = new Request('http://collector/responses?who=u_1', {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify(record),
  })

  await collector.fetch(request, '203.0.113.7')

  const id = expect.stringMatching(/^[\w-]{36}$/)
  expect(lines).toEqual([
    ['Answered.', { request: id, method: 'POST', route: '/responses', status: 204, ms: expect.any(Number) }],
  ])
  expect(JSON.stringify(lines)).not.toMatch(/203\.0|u_1|tea/)
})

test('a fault is logged with its place and the request’s id, and without its message', async () => {
  const lines: unknown[][] = []
  const { store, collector, operatorGets } = await testCollector({ log: (...line) => void lines.push(line) })
  store.waitingFor = () => Promise.reject(new TypeError('ann@shop.example is no number'))
  store.tally = store.waitingFor as never

  const answer = await operatorGets('/api/report')

  expect(answer.status).toBe(500)

  expect(lines).toEqual([
    [
      'GET /api/report failed.',
      {
        request: answer.headers.get('x-request-id'),
        error: 'TypeError',
        trace: expect.stringContaining('metrics.test'),
      },
    ],
  ])
  expect(JSON.stringify(lines)).not.toContain('ann')
  expect(collector).toBeDefined()
})

test('about to stop, it is not ready, but still accepts what comes', async () => {
  const { collector, send } = await testCollector()
  const readiness = async () => (await collector.fetch(new Request('http://collector/readyz'))).status
  expect(await readiness()).toBe(200)

  collector.leave()

  expect(await readiness()).toBe(503)
  expect(await send(aResponse())).toEqual([204])
})
