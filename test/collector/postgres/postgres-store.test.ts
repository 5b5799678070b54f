import { sql } from 'kysely'
import { expect, inject, onTestFinished, test } from 'vitest'
import {
  createPostgresStore,
  openPostgres,
  openPostgresStore,
} from '../../../src/collector/store/postgres-store.ts'
import { StoreUnavailable } from '../../../src/collector/store/store.ts'
import type { ResponseRecord } from '../../../src/protocol/response.ts'
import { aResponse } from '../a-response.ts'
import { now } from '../test-collector.ts'
import { newPostgresDatabase, testDatabase } from '../test-database.ts'

const server = inject('postgresUrl') ?? ''

const received = (record: ResponseRecord) => ({ record, json: JSON.stringify(record), receivedAt: now })

async function newDatabase(): Promise<string> {
  const { url, drop } = await newPostgresDatabase(server)
  onTestFinished(drop)
  return url
}

/** Several collectors on one database. */
async function colleagues(many: number) {
  const url = await newDatabase()
  const all = await Promise.all(Array.from({ length: many }, () => openPostgres({ url })))
  onTestFinished(async () => void (await Promise.all(all.map(db => db.destroy()))))
  return all.map(db => ({ db, store: createPostgresStore(db) }))
}

test('eight collectors that start on an empty database at once make its tables once', async () => {
  const started = await colleagues(8)

  for (const { store } of started) await store.saveAll([received(aResponse())])
  expect(await started[0]?.store.tally()).toMatchObject([{ responses: 8 }])
})

test('a commit is on the server’s disk before it returns, whatever the server does by default', async () => {
  const { db } = await testDatabase()

  expect((await sql`show synchronous_commit`.execute(db)).rows).toEqual([{ synchronous_commit: 'on' }])
})

test('a connection that breaks between two statements fails only what was being stored', async () => {
  const url = await newDatabase()
  const db = await openPostgres({ url })
  onTestFinished(() => db.destroy())
  const storing = db.transaction().execute(async all => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(all)
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(db)
    const isGone = async () => {
      const left = await sql`select from pg_stat_activity where pid = ${rows[0]?.pid}`.execute(db)
      return left.rows.length === 0
    }
    await expect.poll(isGone).toBe(true)
    await sql`select 1`.execute(all)
  })

  await expect(storing).rejects.toThrow()
  await createPostgresStore(db).check()
})

test('what one collector erased is stored by no other', async () => {
  const [first, second] = await colleagues(2)
  const record = aResponse()
  await first?.store.saveAll([received(record)])
  await second?.store.saveAll([received(aResponse())])

  expect(await first?.store.erase({ by: 'id', value: record.id }, now)).toBe(1)
  await second?.store.saveAll([received({ ...record, revision: 9 })])

  expect(await second?.store.records({ limit: 10 })).toHaveLength(1)
})

test('collectors that store the same responses at the same time store each once, and wait in no circle', async () => {
  const both = await colleagues(2)
  const records = Array.from({ length: 60 }, () => aResponse({ state: 'scored', revision: 2 }))
  const rounds = [3, 4, 5].flatMap(revision =>
    both.map(({ store }, place) => {
      const batch = records.map(record => received({ ...record, revision }))
      return store.saveAll(place ? batch.toReversed() : batch)
    }),
  )
  await Promise.all(rounds)

  const kept = await both[0]?.db.selectFrom('response').select('revision').execute()
  expect(kept).toHaveLength(60)
  expect(new Set(kept?.map(({ revision }) => revision))).toEqual(new Set([5]))
})

test('one collector at a time deletes old data; another does when that one is gone', async () => {
  const [first, second] = await colleagues(2)
  await first?.store.saveAll([received(aResponse())])
  const expiry = { responses: now + 1, emails: null, erased: 0, triggers: 0, limit: 10 }
  const holder = first?.db.connection().execute(async alone => {
    await sql`select pg_advisory_lock(hashtext('nobody else'))`.execute(alone)
    const { rows } = await sql<{ lock: string }>`select pg_try_advisory_lock(1752135533) as lock`.execute(
      alone,
    )
    expect(rows).toEqual([{ lock: true }])
    expect(await second?.store.expire(expiry)).toBe(0)
    await sql`select pg_advisory_unlock_all()`.execute(alone)
  })
  await holder

  expect(await second?.store.expire(expiry)).toBe(1)
})

test('a text with U+0000, which PostgreSQL has no letter for, is stored, and its record as it came', async () => {
  const { store } = await testDatabase()
  const record = aResponse({ reason: 'Fast\0 delivery', trigger: { ref: 'A\0-1' } })

  await store.saveAll([received(record)])

  const survey = { site: 'main', survey: 'checkout', kind: 'transactional' } as const
  expect(await store.reasons({ ...survey, limit: 5 })).toMatchObject([{ reason: 'Fast\uFFFD delivery' }])
  const [found] = await store.records({ person: { by: 'ref', value: 'A\0-1' }, limit: 5 })
  expect(JSON.parse(found?.json ?? '')).toEqual(record)
})

test('texts of the greatest length, in any script, fit the indexes', async () => {
  const { store } = await testDatabase()
  const scripts = ['a', 'å', '漢', '🦊']
  for (const letter of scripts) {
    const length = (most: number) => letter.repeat(most / letter.length)
    const trigger = { name: length(64), ref: length(128) }
    await store.saveAll([received(aResponse({ site: length(64), survey: length(64), trigger }))])
  }

  expect(await store.records({ limit: 10 })).toHaveLength(scripts.length)
})

test('a database that others have made read-only is not ready, and says so', async () => {
  const url = await newDatabase()
  const store = createPostgresStore(await openPostgres({ url }))
  await expect(store.check()).resolves.toBeUndefined()
  await store.close()
  const readOnly = new URL(url)
  readOnly.searchParams.set('options', '-c default_transaction_read_only=on')
  const watching = createPostgresStore(await openPostgres({ url: readOnly.href }))
  onTestFinished(() => watching.close())

  await expect(watching.check()).rejects.toThrow(
    new StoreUnavailable('the database cannot be written: it is read-only'),
  )
})

test('after every connection was cut, the next response is stored', async () => {
  const { db, store } = await testDatabase()
  await store.saveAll([received(aResponse())])
  const others = sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`
  await others.execute(db).catch(() => {})

  await expect.poll(() => store.saveAll([received(aResponse())]).then(() => 'stored', String)).toBe('stored')
  expect(await store.records({ limit: 10 })).toHaveLength(2)
})

test.each([
  ['a server that is not there', 'postgres://howlikely@127.0.0.1:1/postgres', 'no server answers there'],
  [
    'a database that is not there',
    server.replace('/postgres', '/nothing'),
    'the server has no such database',
  ],
  [
    'a host that is not there',
    'postgres://howlikely@nowhere.invalid/postgres',
    /no host of that name|EAI_AGAIN/,
  ],
  [
    'a user who is not there',
    server.replace('howlikely', 'nobody'),
    /does not exist|does not let this user in/,
  ],
])('%s is said in a few words', async (_case, wrong, words) => {
  await expect(openPostgresStore({ url: wrong })).rejects.toThrow(words)
})

test('a database that a newer version has written is left alone', async () => {
  const url = await newDatabase()
  const db = await openPostgres({ url })
  await sql`insert into kysely_migration values ('9999-from-the-future', '2036-01-01')`.execute(db)
  await db.destroy()

  await expect(openPostgres({ url })).rejects.toThrow('a newer version of howlikely has written it')
})

test('two schemas of one database hold two collectors’ tables', async () => {
  const url = new URL(await newDatabase())
  const first = createPostgresStore(await openPostgres({ url: url.href }))
  onTestFinished(() => first.close())
  await first.saveAll([received(aResponse())])
  const own = await openPostgres({ url: url.href })
  await sql`create schema second`.execute(own)
  await own.destroy()
  url.searchParams.set('options', '-c search_path=second')
  const second = createPostgresStore(await openPostgres({ url: url.href }))
  onTestFinished(() => second.close())

  expect(await second.records({ limit: 5 })).toEqual([])
  expect(await first.records({ limit: 5 })).toHaveLength(1)
})
