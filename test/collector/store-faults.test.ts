import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createCollector } from '../../src/collector/app.ts'
import { startServer } from '../../src/collector/server.ts'
import { peopleStoreBy } from '../../src/collector/store/people-store.ts'
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

/** A collector whose store fails with the second page of an export. */
async function failingLater() {
  const heard: string[] = []
  const { store, send } = await testCollector()
  for (let batch = 0; batch < 6; batch += 1) await send(...Array.from({ length: 100 }, () => aResponse()))
  const records: Store['records'] = query => {
    if (query.after) throw new StoreUnavailable('the disk reported an error')
    return store.records(query)
  }
  const log = (sentence: string) => heard.push(sentence)
  const collector = createCollector({ store: { ...store, records }, now: () => now, token, log })
  return { collector, heard }
}

const exported = (origin: string) =>
  new Request(`${origin}/api/responses`, { headers: { authorization: `Bearer ${token}` } })

test('an export that fails in its midst is cut off, with a sentence in the log and no trace', async () => {
  const { collector, heard } = await failingLater()
  const traces = vi.spyOn(console, 'error')
  onTestFinished(() => traces.mockRestore())
  const server = await startServer(collector.fetch, { port: 0, host: '127.0.0.1' })
  onTestFinished(() => server.stop(0))

  const answer = await fetch(exported(`http://127.0.0.1:${server.port}`))
  let whole = ''
  const reading = (async () => {
    for await (const piece of answer.body ?? []) whole += new TextDecoder().decode(piece)
  })()

  await expect(reading).rejects.toThrow()
  for (const line of whole.trim().split('\n').slice(0, -1)) JSON.parse(line)
  expect(whole).not.toContain('Error')
  expect(heard).toEqual(['A download was cut off: the disk reported an error.'])
  expect(traces).not.toHaveBeenCalled()
})

test('one that fails at its beginning gets 503', async () => {
  const { collector } = await failingCollector()

  const answer = await collector.fetch(exported('http://collector'))

  expect(answer.status).toBe(503)
  expect((await answer.json()).error).toContain('the disk reported an error')
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
    values: fail,
    answers: fail,
    reasons: fail,
    areTextsReady: fail,
    words: fail,
    tags: fail,
    keepTag: fail,
    dropTag: fail,
    tagAnswers: fail,
    tagsOn: fail,
    tagFigures: fail,
    followUps: fail,
    takenUp: fail,
    followUpOwners: fail,
    followUpsOn: fail,
    followUp: fail,
    records: fail,
    sitesOf: fail,
    waitingFor: fail,
    erase: fail,
    logHoldsErased: fail,
    lookAtClock: fail,
    expire: fail,
    memoryOf: fail,
    askNextTime: fail,
    surveys: fail,
    names: fail,
    giveName: fail,
    people: peopleStoreBy(fail),
    newestResponses: fail,
    alertSettings: fail,
    keepDestination: fail,
    dropDestination: fail,
    keepRule: fail,
    dropRule: fail,
    queueMessages: fail,
    dueMessages: fail,
    noteAttempt: fail,
    messages: fail,
    countWaiting: fail,
    rollupLag: fail,
    tidyMessages: fail,
    falls: fail,
    beginFall: fail,
    endFall: fail,
    sending: fail,
    notAsked: fail,
    declare: fail,
    declareSegments: fail,
    eraseUndeclared: fail,
    notes: fail,
    keepNote: fail,
    removeNote: fail,
    check: fail,
    close: async () => {},
  }
  return { collector: createCollector({ store, now: () => now, token }) }
}
