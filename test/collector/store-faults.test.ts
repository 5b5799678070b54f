import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createCollector } from '../../src/collector/app.ts'
import { type Store, StoreUnavailable } from '../../src/collector/store/store.ts'
import { aResponse } from './a-response.ts'
import { now, responseRequest, testCollector, token } from './test-collector.ts'

const origin = 'https://shop.example'

test('a full disk gets 503 with the time to wait, which a page of another origin can read', async () => {
  const heard: string[] = []
  const { db, collector, stored } = await testCollector({ log: sentence => heard.push(sentence) })
  await limitPages(db, 20)
  const big = () => responseRequest({ ...aResponse(), more: 'x'.repeat(30_000) }, { origin })

  const answers = []
  for (let tries = 0; tries < 5; tries++) answers.push(await collector.fetch(big()))

  const last = answers.at(-1)
  expect(last?.status).toBe(503)
  expect(last?.headers.get('retry-after')).toBe('30')
  expect(last?.headers.get('access-control-allow-origin')).toBe(origin)
  expect(last?.headers.get('access-control-expose-headers')).toContain('Retry-After')
  expect(await last?.json()).toMatchObject({ error: expect.any(String), field: null })
  expect(await stored()).toHaveLength(answers.filter(({ status }) => status === 204).length)
  expect(heard).toEqual(['Responses cannot be stored: the disk is full.'])
})

test('once there is room again the same response is stored', async () => {
  const heard: string[] = []
  const { db, collector, send, stored } = await testCollector({ log: sentence => heard.push(sentence) })
  const record = { ...aResponse(), more: 'x'.repeat(30_000) }
  await limitPages(db, 1)

  expect((await collector.fetch(responseRequest(record))).status).toBe(503)
  await limitPages(db, 10_000)
  expect(await send(record)).toEqual([204])

  expect(await stored()).toEqual([record])
  expect(heard).toEqual([
    'Responses cannot be stored: the disk is full.',
    'Responses are being stored again.',
  ])
})

test('a read-only database gets 503', async () => {
  const heard: string[] = []
  const { db, send } = await testCollector({ log: sentence => heard.push(sentence) })
  await sql`pragma query_only = on`.execute(db)

  expect(await send(aResponse())).toEqual([503])

  expect(heard).toEqual(['Responses cannot be stored: the database cannot be written: it is read-only.'])
})

test('readiness follows the store, and comes back by itself after a failure', async () => {
  let time = now
  const { db, collector, send } = await testCollector({ now: () => time })
  const readiness = async () => (await collector.fetch(new Request('http://collector/readyz'))).status
  expect(await readiness()).toBe(200)

  await sql`pragma query_only = on`.execute(db)
  await send(aResponse())
  await sql`pragma query_only = off`.execute(db)
  expect(await readiness()).toBe(503)
  time += 29_999
  expect(await readiness()).toBe(503)
  time += 1

  expect(await readiness()).toBe(200)
})

test('health says that the process lives, whatever the store does', async () => {
  const { collector } = await failingCollector()

  expect((await collector.fetch(new Request('http://collector/healthz'))).status).toBe(200)
  expect((await collector.fetch(new Request('http://collector/readyz'))).status).toBe(503)
})

test('a report that cannot be read gets 503 and a page that says so', async () => {
  const { collector } = await failingCollector()
  const headers = { authorization: `Bearer ${token}`, accept: 'text/html' }

  const answer = await collector.fetch(new Request('http://collector/report', { headers }))

  expect(answer.status).toBe(503)
  expect(await answer.text()).toContain('the disk reported an error')
})

test('more at once than may wait gets 503 with a short time to wait, and what was taken in is stored', async () => {
  const { send, stored } = await testCollector()
  const records = Array.from({ length: 2100 }, () => aResponse())

  const statuses = await send(...records)

  const denied = statuses.filter(status => status === 503).length
  expect(denied).toBeGreaterThan(0)
  expect(await stored()).toHaveLength(records.length - denied)
})

async function limitPages(db: Awaited<ReturnType<typeof testCollector>>['db'], pages: number): Promise<void> {
  await sql`pragma max_page_count = ${sql.raw(String(pages))}`.execute(db)
}

async function failingCollector() {
  const fail = async () => {
    throw new StoreUnavailable('the disk reported an error')
  }
  const store: Store = {
    saveAll: fail,
    tally: fail,
    figures: fail,
    answers: fail,
    reasons: fail,
    records: fail,
    waitingFor: fail,
    erase: fail,
    expire: fail,
    memoryOf: fail,
    askNextTime: fail,
    surveys: fail,
    declare: fail,
    declareSegments: fail,
    eraseUndeclared: fail,
    check: fail,
    close: async () => {},
  }
  return { collector: createCollector({ store, now: () => now, token }) }
}
