import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { BroadcastChannel } from 'node:worker_threads'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openSqliteStore } from '../../../src/collector/store/open-sqlite-store.ts'
import { type ReceivedResponse, type Store, StoreUnavailable } from '../../../src/collector/store/store.ts'
import { startThread, type Thread } from '../../../src/collector/store/thread.ts'
import { tries } from '../../support/thorough.ts'
import { aResponse } from '../a-response.ts'
import { now } from '../test-collector.ts'

// Each starts threads, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const received = (changes: Parameters<typeof aResponse>[0] = {}): ReceivedResponse => {
  const record = aResponse(changes)
  return { record, json: JSON.stringify(record), receivedAt: now }
}

async function newStore() {
  const folder = mkdtempSync(join(tmpdir(), 'howlikely-threads-'))
  const file = join(folder, 'howlikely.sqlite')
  const store = await openSqliteStore(file)
  onTestFinished(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return { store, file }
}

/** The same, whose threads can be killed. */
async function newMortalStore() {
  const folder = mkdtempSync(join(tmpdir(), 'howlikely-mortal-'))
  const file = join(folder, 'howlikely.sqlite')
  const threads = new Map<string, Thread>()
  const store = await openSqliteStore(file, async settings => {
    const thread = await startThread(settings, new URL('mortal-thread.mjs', import.meta.url))
    threads.set(settings.mode, thread)
    return thread
  })
  onTestFinished(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    store,
    async kill(mode: 'read' | 'write') {
      const channel = new BroadcastChannel(file + mode)
      channel.postMessage('die')
      await threads.get(mode)?.ended
      channel.close()
    },
  }
}

test('what was stored is in the next report, including unknown fields', async () => {
  const { store, file } = await newStore()
  const odd = { ...received().record, mood: 'sunny' }

  await store.saveAll([{ record: odd, json: JSON.stringify(odd), receivedAt: now }])
  expect(await store.tally()).toMatchObject([{ score: 9, responses: 1 }])
  await store.saveAll([received({ score: 3, reason: 'Cold tea' })])

  expect(await store.tally()).toHaveLength(2)
  const survey = { site: 'main', survey: 'checkout', kind: 'transactional' } as const
  expect(await store.reasons({ ...survey, limit: 5 })).toContainEqual(
    expect.objectContaining({ reason: 'Cold tea', at: now }),
  )
  const database = new DatabaseSync(file, { readOnly: true })
  const [row] = database.prepare(`select record from response where record like '%sunny%'`).all()
  database.close()
  expect(JSON.parse(String(row?.record))).toEqual(odd)
})

test('responses are stored while a long report is being counted', async () => {
  const { store, file } = await newStore()
  await store.saveAll([received({ trigger: { ref: 'A-1' } })])
  multiply(file, 50_000)
  // While the rollup is being filled, a report counts every response.
  new DatabaseSync(file).exec(`insert into fill values ('rollup', '')`)
  await store.check()

  /** Which of the two is done first, begun in the order in which one thread would end them. */
  const race = async () => {
    const counted = store.tally().then(() => 'the report')
    const stored = store.saveAll([received()]).then(() => 'the response')
    const first = await Promise.race([counted, stored])
    await Promise.all([counted, stored])
    return first
  }

  await expect.poll(race, { timeout: 20_000 }).toBe('the response')
})

test('a response that the database refuses is distinguished from a database that fails', async () => {
  const { store } = await newStore()
  const nameless = { ...received(), json: JSON.stringify({ ...aResponse(), survey: null }) }

  await expect(store.saveAll([nameless])).rejects.toMatchObject({ name: 'ResponseRefused' })
  await expect(store.saveAll([received()])).resolves.toEqual({ turnedAway: [], raised: 0 })
})

test('made-up surveys, and a reading thread that dies of them, cost neither the report nor the process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'howlikely-threads-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const names = tries(30_000, 1_000_000)

  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      `--max-old-space-size=${tries(32, 256)}`,
      join(import.meta.dirname, '../../support/small-memory.ts'),
      join(folder, 'howlikely.sqlite'),
      String(names),
      String(tries(400, 4000)),
    ],
    { encoding: 'utf8' },
  )

  expect({ status, stderr }).toMatchObject({ status: 0 })
  const found = JSON.parse(stdout)
  expect(found).toMatchObject({ everything: 'StoreUnavailable', rows: 50 })
  expect(found.apart + found.turnedAway).toBe(names - 50)
  expect(found.apart).toBeLessThanOrEqual(100_000)
  expect(found.took).toBeLessThan(1000)
}, 600_000)

test('a message that would turn a response into another one is reported separately from the others, which are stored', async () => {
  const { store } = await newStore()
  const first = received({ state: 'scored' })
  const other = received({ ...first.record, revision: 4, survey: 'support' })
  await store.saveAll([first])

  await expect(store.saveAll([received(), other])).rejects.toMatchObject({
    name: 'MessagesRefused',
    refused: [{ place: 1, complaint: { field: 'survey', found: '"support"' } }],
  })

  expect(await store.records({ limit: 5 })).toHaveLength(2)
})

test('a store that was closed says that it cannot be used', async () => {
  const { store } = await newStore()

  await store.close()

  await expect(store.saveAll([received()])).rejects.toMatchObject({
    name: 'StoreUnavailable',
    message: 'the database is closed',
  })
  await expect(store.tally()).rejects.toMatchObject({ name: 'StoreUnavailable' })
  await expect(store.check()).rejects.toMatchObject({ name: 'StoreUnavailable' })
})

/** So many copies of the one response that is there, with keys of their own. */
function multiply(file: string, copies: number): void {
  const database = new DatabaseSync(file, { timeout: 5000 })
  const names = database
    .prepare('select name from pragma_table_info(?)')
    .all('response')
    .map(({ name }) => String(name))
  const values = names.map(name => (name === 'id' ? `'copy-' || number` : name))
  database.exec(`
    with recursive numbers(number) as (select 1 union all select number + 1 from numbers where number < ${copies})
    insert into response (${names.join(', ')}) select ${values.join(', ')} from response, numbers`)
  database.close()
}

describe.each(['read', 'write'] as const)('a thread to %s that dies', mode => {
  const use = (store: Store) => (mode === 'read' ? store.tally() : store.check())

  test('is started again when it is next needed, with everything that was stored', async () => {
    const { store, kill } = await newMortalStore()
    await store.saveAll([received()])
    await use(store)
    await kill(mode)
    await use(store)

    await store.saveAll([received()])
    expect(await store.tally()).toHaveLength(1)
    expect(await store.records({ limit: 10 })).toHaveLength(2)
  })
})

test('a caller that waits for a thread that dies gets an error, and the process goes on', async () => {
  const unhandled: unknown[] = []
  const note = (error: unknown) => void unhandled.push(error)
  process.on('unhandledRejection', note)
  onTestFinished(() => void process.off('unhandledRejection', note))
  const program = `import { parentPort } from 'node:worker_threads'
    parentPort.on('message', () => { throw new Error('no memory is left') })
    parentPort.postMessage({ number: 0 })`
  const at = new URL(`data:text/javascript,${encodeURIComponent(program)}`)
  const thread = await startThread({ file: '', mode: 'read' }, at)

  await expect(thread.call({ method: 'check' })).rejects.toThrow(StoreUnavailable)
  await thread.ended
  await expect(thread.call({ method: 'check' })).rejects.toThrow(StoreUnavailable)
  await new Promise(resolve => setImmediate(resolve))
  expect(unhandled).toEqual([])
})

test('segments that are declared while answers come are counted meanwhile, without a new start', async () => {
  const { store, file } = await newStore()
  await store.saveAll([received({ trigger: { properties: { team: 'north' } } })])
  await store.declareSegments(['team'])
  await store.saveAll([received({ trigger: { properties: { team: 'north' } } })])

  const counted = () => {
    const database = new DatabaseSync(file, { readOnly: true })
    const rows = database.prepare("select value, score_9 from rollup where segment = 'team'").all()
    database.close()
    return rows.map(row => ({ ...row }))
  }
  await expect.poll(counted).toEqual([{ value: 'north', score_9: 2 }])
})
