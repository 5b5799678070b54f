import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openSqliteStore } from '../../../src/collector/store/open-sqlite-store.ts'
import { createSqliteStore, openSqlite } from '../../../src/collector/store/sqlite-store.ts'
import { aResponse } from '../a-response.ts'
import { now, testCollector } from '../test-collector.ts'

// Some start threads, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

test('every commit is synced to disk before it returns', async () => {
  const db = await openSqlite(join(newFolder(), 'howlikely.sqlite'))
  onTestFinished(() => db.destroy())

  const full = 2
  expect((await sql`pragma synchronous`.execute(db)).rows).toEqual([{ synchronous: full }])
  expect((await sql`pragma journal_mode`.execute(db)).rows).toEqual([{ journal_mode: 'wal' }])
})

test('asking whether it could be written doesn’t disturb what is being stored', async () => {
  const { db, stored } = await testCollector()
  const store = createSqliteStore(db)
  const records = Array.from({ length: 5 }, () => aResponse())

  await Promise.all(
    records.flatMap(record => [
      store.check(),
      store.saveAll([{ record, json: JSON.stringify(record), receivedAt: now }]),
    ]),
  )

  expect(await stored()).toHaveLength(5)
})

test('what was stored is there when the file is opened again', async () => {
  const file = join(newFolder(), 'howlikely.sqlite')
  const first = await openSqliteStore(file)
  const record = aResponse()
  await first.saveAll([{ record, json: JSON.stringify(record), receivedAt: now }])
  await first.close()

  const second = await openSqliteStore(file)
  onTestFinished(() => second.close())

  expect(await second.tally()).toMatchObject([{ state: 'answered', score: 9, responses: 1 }])
})

test('a file that a newer version has written is left alone', async () => {
  const file = join(newFolder(), 'howlikely.sqlite')
  const db = await openSqlite(file)
  await sql`insert into kysely_migration values ('9999-from-the-future', '2036-01-01')`.execute(db)
  await db.destroy()

  await expect(openSqlite(file)).rejects.toThrow('a newer version of howlikely has written it')
})

test('a file that is no database is refused', async () => {
  const file = join(newFolder(), 'howlikely.sqlite')
  writeFileSync(file, 'Dear diary, '.repeat(500))

  await expect(openSqlite(file)).rejects.toThrow('file is not a database')
})

test('a list of reasons can be read to its end, newest first, none twice and none left out', async () => {
  const { db, send } = await testCollector()
  // Some at the very same moment, where only the id tells which comes first.
  const records = Array.from({ length: 23 }, (_, index) =>
    aResponse({ reason: `reason ${index}`, endedAt: `2026-05-01T11:00:0${index % 5}.000Z` }),
  )
  await send(
    ...records,
    aResponse({ reason: null }),
    aResponse({ test: true }),
    aResponse({ state: 'scored' }),
  )
  const store = createSqliteStore(db)
  const survey = { site: 'main', survey: 'checkout', kind: 'transactional' } as const

  const read = []
  for (let page = await store.reasons({ ...survey, limit: 5 }); page.length > 0; ) {
    read.push(...page)
    const last = page.at(-1)
    page = last ? await store.reasons({ ...survey, limit: 5, after: last }) : []
  }

  expect(read.map(({ reason }) => reason).sort()).toEqual(records.map(({ reason }) => reason).sort())
  expect(read.map(({ at }) => at)).toEqual(read.map(({ at }) => at).sort((one, other) => other - one))
})

test('another process that holds the file for long makes a store that fails, and then works again', async () => {
  const file = join(newFolder(), 'howlikely.sqlite')
  const store = await openSqliteStore(file)
  onTestFinished(() => store.close())
  const other = new DatabaseSync(file, { timeout: 5000 })
  onTestFinished(() => other.close())
  const record = aResponse()
  const save = () => store.saveAll([{ record, json: JSON.stringify(record), receivedAt: now }])

  other.exec('begin immediate')
  await expect(save()).rejects.toMatchObject({
    name: 'StoreUnavailable',
    message: 'another process holds the database',
  })
  await expect(store.check()).rejects.toMatchObject({ name: 'StoreUnavailable' })
  other.exec('rollback')

  await expect(save()).resolves.toEqual({ turnedAway: [], raised: 0 })
  await expect(store.check()).resolves.toBeUndefined()
})

test('of two erasures at once the first to end leaves the bytes to be overwritten for the other', async () => {
  const db = await openSqlite(':memory:')
  onTestFinished(() => db.destroy())
  const store = createSqliteStore(db)
  const save = (ref: string, many: number) =>
    store.saveAll(
      Array.from({ length: many }, () => {
        const record = aResponse({ trigger: { ref } })
        return { record, json: JSON.stringify(record), receivedAt: now }
      }),
    )
  await save('many', 900)
  await save('many', 900)
  await save('few', 1)
  const level = async () => (await sql<{ secure_delete: number }>`pragma secure_delete`.execute(db)).rows[0]

  const many = store.erase({ by: 'ref', value: 'many' }, now)
  await store.erase({ by: 'ref', value: 'few' }, now)
  const meanwhile = await level()
  await many

  expect(meanwhile).toEqual({ secure_delete: 1 })
  expect(await level()).toEqual({ secure_delete: 2 })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'howlikely-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
