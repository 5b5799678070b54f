import { randomInt } from 'node:crypto'
import pg from 'pg'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { createPostgresStore, openPostgres } from '../../../src/collector/store/postgres-store.ts'
import { type RunningCollector, startCollector } from '../../support/collector.ts'
import { missing } from '../../support/interruptions.ts'
import { tries } from '../../support/thorough.ts'
import { startVisitors } from '../../support/visitors.ts'
import { newPostgresDatabase } from '../test-database.ts'

// It starts processes of its own, which may take long on a busy machine.
vi.setConfig({ testTimeout: tries(120_000, 900_000) })

const server = inject('postgresUrl') ?? ''

async function newDatabase(): Promise<string> {
  const { url, drop } = await newPostgresDatabase(server)
  onTestFinished(drop)
  return url
}

const startOn = (url: string, port = 0) => startCollector({ port, environment: { DATABASE_URL: url } })

/** The contents of the database, read without a collector: each response's progress, by its id. */
async function storedRevisions(url: string): Promise<Map<string, number>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ id: string; revision: string }>('select id, revision from response')
  await client.end()
  return new Map(rows.map(({ id, revision }) => [id, Number(revision)]))
}

async function countedAnswers({ url, token }: RunningCollector): Promise<number> {
  const answer = await fetch(`${url}/api/report`, { headers: { authorization: `Bearer ${token}` } })
  const { surveys } = (await answer.json()) as { surveys: readonly { answers: number }[] }
  return surveys.reduce((sum, { answers }) => sum + answers, 0)
}

/** Whether the stored counts differ from a fresh count. */
async function differences(url: string) {
  const db = await openPostgres({ url, connections: 1 })
  try {
    return await createPostgresStore(db).verify()
  } finally {
    await db.destroy()
  }
}

/** Resolves once a collector has accepted so many more. */
const moreAccepted = (accepted: ReadonlyMap<string, number>, more: number) => {
  const goal = accepted.size + more
  return expect.poll(() => accepted.size, { timeout: 60_000, interval: 5 }).toBeGreaterThanOrEqual(goal)
}

/** Has collectors count after the fact, as on several machines. */
async function spread(url: string): Promise<void> {
  const db = await openPostgres({ url, connections: 1 })
  await db.insertInto('spread').values({ by: 'citus', round: 1 }).execute()
  await db.destroy()
}

/** Resolves once everything that is stored has been counted. */
async function caughtUp({ url, token }: RunningCollector): Promise<void> {
  const waiting = async () => {
    const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } })
    return /^howlikely_rollup_lag_responses (\d+)$/m.exec(await answer.text())?.[1]
  }
  await expect.poll(waiting, { timeout: 60_000 }).toBe('0')
}

test.each([
  ['one machine, counted at once', async () => {}],
  ['several machines, counted afterwards', spread],
])(
  'of two collectors on one database, either killed at any instant, nothing accepted is lost or counted twice: %s',
  async (_, begin) => {
    const url = await newDatabase()
    await begin(url)
    const collectors = await Promise.all([startOn(url), startOn(url)])
    onTestFinished(async () => void (await Promise.all(collectors.map(one => one.kill()))))
    const crowds = collectors.map(collector => startVisitors(collector.url, 8))
    const lost = new Set<string>()

    for (let round = 0; round < tries(4, 50); round += 1) {
      const place = randomInt(2)
      const [victim, crowd] = [collectors[place], crowds[place]]
      if (!victim || !crowd) throw new Error('There are two.')
      await moreAccepted(crowd.accepted, randomInt(1, 100))
      await victim.kill()
      const accepted = new Map(crowd.accepted)
      for (const id of missing(accepted, await storedRevisions(url))) lost.add(id)
      collectors[place] = await startOn(url, Number(new URL(victim.url).port))
    }
    await Promise.all(crowds.map(crowd => crowd.finish()))

    const given = new Map(crowds.flatMap(crowd => [...crowd.given]))
    for (const id of missing(given, await storedRevisions(url))) lost.add(id)
    expect([...lost]).toEqual([])
    for (const collector of collectors) await caughtUp(collector)
    for (const collector of collectors) expect(await countedAnswers(collector)).toBe(given.size)
    expect(await differences(url)).toEqual([])
  },
)

test('while the server is away the widget is told to come again, and when it is back the answer is stored', async () => {
  const url = await newDatabase()
  const collector = await startOn(url)
  onTestFinished(() => collector.kill())
  const allow = async (isAllowed: boolean) => {
    const name = new URL(url).pathname.slice(1)
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    await client.query(`alter database ${name} allow_connections ${isAllowed}`)
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
    await client.end()
  }
  await allow(false)
  const crowd = startVisitors(collector.url, 1)
  await expect.poll(() => crowd.retries(), { timeout: 30_000 }).toBeGreaterThan(0)
  const refusal = await fetch(`${collector.url}/readyz`)
  expect(refusal.status).toBe(503)

  await allow(true)
  await crowd.finish()

  expect(missing(crowd.given, await storedRevisions(url))).toEqual([])
  expect((await fetch(`${collector.url}/readyz`)).status).toBe(200)
})

test('says where the answers are, and no password', async () => {
  const url = new URL(await newDatabase())
  url.password = 'not-for-everybody'
  const collector = await startOn(url.href)
  onTestFinished(() => collector.kill())

  expect(collector.output()).toContain(`Data       ${url.pathname.slice(1)} on ${url.host}`)
  expect(collector.output()).not.toContain('not-for-everybody')
})

test.each([
  [{ DATABASE_URL: 'mysql://root:secret@db.example/answers' }, 'found one that begins with "mysql:"'],
  [{ DATABASE_URL: 'db.example' }, 'found no URL'],
  [
    { DATABASE_URL: 'postgres://howlikely:secret@127.0.0.1:1/answers' },
    'The database answers on 127.0.0.1:1 cannot be opened: no server answers there.',
  ],
])(
  'a wrong database (%j) ends the start with one sentence, without its password',
  async (environment, sentence) => {
    const started = startCollector({ environment })

    await expect(started).rejects.toThrow(sentence)
    await expect(started).rejects.not.toThrow('secret')
  },
)
