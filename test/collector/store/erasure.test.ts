import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openSqliteStore } from '../../../src/collector/store/open-sqlite-store.ts'
import { createSqliteStore, openSqlite } from '../../../src/collector/store/sqlite-store.ts'
import { aResponse } from '../a-response.ts'
import { now } from '../test-collector.ts'

// Each starts threads, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'howlikely-erasure-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const received = (record: ReturnType<typeof aResponse>) => ({
  record,
  json: JSON.stringify(record),
  receivedAt: now,
})

const words = 'A reason that nobody else would write: zyzzyva'
const contact = { allowed: true, email: 'anna@somewhere.example' }

/** Whether the words occur anywhere in the folder's files. */
const isAnywhere = (folder: string, text: string) =>
  readdirSync(folder).some(name => readFileSync(join(folder, name)).includes(text))

test('nothing of what was erased stays behind in the files, nor of an address that has expired', async () => {
  const folder = newFolder()
  const store = await openSqliteStore(join(folder, 'howlikely.sqlite'))
  onTestFinished(() => store.close())
  const others = Array.from({ length: 50 }, () => received(aResponse({ contact })))
  await store.saveAll([...others, received(aResponse({ reason: words, trigger: { ref: 'A-1042' } }))])
  // The word index stores it in lower case.
  const all = [words, 'zyzzyva', 'nobody else would write\nzyzzyva', contact.email]
  expect(all.map(text => isAnywhere(folder, text))).toEqual([true, true, true, true])

  expect(await store.erase({ by: 'ref', value: 'A-1042' }, now)).toBe(1)
  expect(all.map(text => isAnywhere(folder, text))).toEqual([false, false, false, true])

  expect(await store.expire({ responses: null, emails: now + 1, erased: 0, triggers: 0, limit: 500 })).toBe(
    50,
  )
  expect(isAnywhere(folder, contact.email)).toBe(false)
  expect(await store.records({ limit: 100 })).toHaveLength(50)
})

test('what was erased is not stored again after a restart either', async () => {
  const file = join(newFolder(), 'howlikely.sqlite')
  const record = aResponse({ trigger: { ref: 'A-1042' } })
  const first = await openSqliteStore(file)
  await first.saveAll([received(record)])
  await first.erase({ by: 'id', value: record.id }, now)
  await first.close()

  const second = await openSqliteStore(file)
  onTestFinished(() => second.close())
  await second.saveAll([received(record), received(aResponse())])

  expect(await second.records({ limit: 10 })).toHaveLength(1)
})

test('a file from before people could be found is brought up to date, and they are found', async () => {
  const file = join(newFolder(), 'howlikely.sqlite')
  const record = aResponse({ respondent: { id: 'u_1' }, contact, askedAt: '2026-05-01T12:00:09.500Z' })
  const before = await openSqliteStore(file)
  await before.saveAll([received(record), received(aResponse())])
  await before.close()
  undoPeople(file)

  const store = await openSqliteStore(file)
  onTestFinished(() => store.close())

  for (const person of [
    { by: 'respondent', value: 'u_1' },
    { by: 'email', value: contact.email },
  ] as const) {
    expect(await store.records({ person, limit: 10 })).toMatchObject([
      { id: record.id, implausible: 'out-of-order' },
    ])
  }
})

/** The file as the version before wrote it. */
function undoPeople(file: string): void {
  const database = new DatabaseSync(file)
  database.exec('drop index response_subject; drop index response_tally')
  database.exec('create index response_tally on response (site)')
  database.exec('drop index response_known_respondent; drop table next_visit')
  for (const column of ['respondent', 'visitor', 'email']) database.exec(`drop index response_${column}`)
  database.exec('drop index response_email_received; drop index response_received; drop table erased')
  const added = [
    'respondent',
    'visitor',
    'email',
    'implausible',
    'respondent_verified',
    'opted_out',
    'subject',
  ]
  for (const column of added) database.exec(`alter table response drop column ${column}`)
  database.exec("delete from kysely_migration where name >= '0002'")
  database.close()
}

test('of two erasures at once, the first to end leaves the other nothing behind', async () => {
  const db = await openSqlite(':memory:')
  const store = createSqliteStore(db)
  onTestFinished(() => store.close())
  const way = async () => {
    const { rows } = await sql<{ secure_delete: number }>`pragma secure_delete`.execute(db)
    return rows[0]?.secure_delete
  }
  const before = await way()
  const some = () => Array.from({ length: 500 }, () => received(aResponse({ trigger: { ref: 'many' } })))
  for (let times = 0; times < 4; times += 1) await store.saveAll(some())
  await store.saveAll([received(aResponse({ trigger: { ref: 'few' } }))])

  let isEnded = false
  const longer = store.erase({ by: 'ref', value: 'many' }, now).then(() => {
    isEnded = true
  })
  await store.erase({ by: 'ref', value: 'few' }, now)
  expect([isEnded, await way()]).toEqual([false, 1])
  await longer
  expect(await way()).toBe(before)
})

test('while somebody reads from the log it keeps erased data, which is reported, and it is emptied when the reading has ended', async () => {
  const folder = newFolder()
  const file = join(folder, 'howlikely.sqlite')
  const store = await openSqliteStore(file)
  onTestFinished(() => store.close())
  await store.saveAll([received(aResponse({ reason: words, trigger: { ref: 'A-1042' } }))])
  const reader = new DatabaseSync(file, { readOnly: true })
  onTestFinished(() => reader.close())
  reader.exec('begin')
  reader.prepare('select count(*) from response').all()

  expect(await store.erase({ by: 'ref', value: 'A-1042' }, now)).toBe(1)
  expect([await store.logHoldsErased(), isAnywhere(folder, words)]).toEqual([true, true])
  // Nobody is held up meanwhile.
  await store.saveAll([received(aResponse())])

  reader.exec('commit')
  await expect.poll(() => store.logHoldsErased(), { timeout: 10_000 }).toBe(false)
  expect(isAnywhere(folder, words)).toBe(false)
})

test('if it was killed meanwhile, the next start empties the log', async () => {
  const folder = newFolder()
  const file = join(folder, 'howlikely.sqlite')
  const db = await openSqlite(file)
  const store = createSqliteStore(db)
  await store.saveAll([received(aResponse({ reason: words, trigger: { ref: 'A-1042' } }))])
  const reader = new DatabaseSync(file, { readOnly: true })
  reader.exec('begin')
  reader.prepare('select count(*) from response').all()
  await store.erase({ by: 'ref', value: 'A-1042' }, now)
  const killed = newFolder()
  for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(killed, name))
  reader.close()
  await store.close()
  expect(isAnywhere(killed, words)).toBe(true)

  const again = await openSqliteStore(join(killed, 'howlikely.sqlite'))
  onTestFinished(() => again.close())
  expect(isAnywhere(killed, words)).toBe(false)
  expect(await again.logHoldsErased()).toBe(false)
})

test('somebody and an order are found by an index, and so are old answers and addresses', async () => {
  const db = await openSqlite(':memory:')
  onTestFinished(() => db.destroy())
  const plan = async (where: string) => {
    const { rows } = await sql<{ detail: string }>`explain query plan ${sql.raw(
      `select id from response where ${where} limit 500`,
    )}`.execute(db)
    return rows.map(({ detail }) => detail).join()
  }

  for (const where of [
    "ref = 'A-1'",
    "respondent = 'u_1'",
    "visitor = 'v_1'",
    "email = 'ann@shop.example'",
    "id = 'a'",
    'received_at < 5',
    'email is not null and received_at < 5',
  ]) {
    expect(await plan(where), where).toMatch(/^SEARCH response USING (COVERING )?INDEX/)
  }
  expect(await plan('email is not null and received_at < 5')).toContain('response_email_received')
})

test('while very many answers of one are erased, others are stored in between', async () => {
  const store = await openSqliteStore(join(newFolder(), 'howlikely.sqlite'))
  onTestFinished(() => store.close())
  for (let batch = 0; batch < 3; batch += 1) {
    await store.saveAll(Array.from({ length: 1000 }, () => received(aResponse({ trigger: { ref: 'many' } }))))
  }
  let isEnded = false
  const erasing = store.erase({ by: 'ref', value: 'many' }, now).then(count => {
    isEnded = true
    return count
  })
  let between = 0
  while (!isEnded) {
    await store.saveAll([received(aResponse())])
    if (!isEnded) between += 1
  }

  expect(await erasing).toBe(3000)
  // After each batch of 200, one has its turn.
  expect(between).toBeGreaterThanOrEqual(6)
})
