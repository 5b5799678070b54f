import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { openSqliteStore } from '../../../src/collector/store/open-sqlite-store.ts'
import { createSqliteStore, openSqlite } from '../../../src/collector/store/sqlite-store.ts'
import type { Store } from '../../../src/collector/store/store.ts'
import { createDice } from '../../faults/dice.ts'
import { startCollector } from '../../support/collector.ts'
import { cutOffs, open } from '../../support/cut-off.ts'
import { copyOldStore, type OldStore, oldRecords, oldStores } from '../../support/old-stores.ts'
import { tries } from '../../support/thorough.ts'

// Each test starts processes of its own, which may take long on a busy machine.
vi.setConfig({ testTimeout: tries(120_000, 1_800_000) })

let files = 0

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'howlikely-updates-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function newFile(folder: string): string {
  files += 1
  return join(folder, `${files}.sqlite`)
}

/** The same records in a store of today, received when the old store received them. */
async function asStoredToday(file: string): Promise<Store> {
  const database = new DatabaseSync(file, { readOnly: true })
  const rows = database.prepare('select id, record, received_at from response').all()
  database.close()
  const db = await openSqlite(':memory:')
  onTestFinished(() => db.destroy())
  const store = createSqliteStore(db)
  await store.saveAll(
    rows.map(row => ({
      record: JSON.parse(String(row.record)),
      json: String(row.record),
      receivedAt: Number(row.received_at),
    })),
  )
  return store
}

async function opened(file: string): Promise<Store> {
  const store = await openSqliteStore(file)
  onTestFinished(() => store.close())
  return store
}

/** Everything that a report and an export are made of. */
async function contents(store: Store) {
  // A tally that is counted while the rollup is being filled has its fields in another order.
  const byFields = (rows: readonly object[]) =>
    rows.map(row => JSON.stringify(Object.entries(row).sort())).sort()
  return { tally: byFields(await store.tally()), records: await store.records({ limit: 100 }) }
}

const peopleFound = (store: Store) =>
  store.records({ person: { by: 'email', value: 'ann@shop.example' }, limit: 5 })

describe.each(oldStores)('a store from the version that was the first with %s', name => {
  test('opens, and gives the same figures and records as one of today', async () => {
    const file = newFile(newFolder())
    copyOldStore(name, file)
    const today = await asStoredToday(file)

    const store = await opened(file)

    await expect.poll(() => peopleFound(store).catch(() => [])).toMatchObject([{ id: oldRecords[2]?.id }])
    expect(await contents(store)).toEqual(await contents(today))
  })

  test('opens whenever its update was cut off, and nothing is missing', async () => {
    const folder = newFolder()
    const make = async () => {
      const file = newFile(folder)
      copyOldStore(name, file, 500)
      return file
    }

    const { wrong, cutOff } = await cutOffs({
      times: tries(10, 200),
      dice: createDice(name.length).random,
      make,
    })

    expect(wrong).toEqual([])
    expect(cutOff).toBeGreaterThan(0)
    const store = await opened(join(folder, `${files}.sqlite`))
    expect(await store.records({ limit: 1000 })).toHaveLength(512)
  })
})

test('a first start that is cut off at any instant leaves a store that opens', async () => {
  const folder = newFolder()

  const { wrong, cutOff } = await cutOffs({
    times: tries(10, 200),
    dice: createDice(1).random,
    make: async () => newFile(folder),
  })

  expect(wrong).toEqual([])
  expect(cutOff).toBeGreaterThan(0)
})

/** The first table as the first version made it, before its indexes and before anything was noted. */
function firstTable(): string {
  const file = newFile(newFolder())
  copyOldStore('responses', file)
  const source = new DatabaseSync(file, { readOnly: true })
  const [row] = source.prepare(`select sql from sqlite_schema where name = 'response'`).all()
  source.close()
  return String(row?.sql)
}

describe('a store that an earlier version left half-way', () => {
  test('opens if only the first table was made', async () => {
    const file = newFile(newFolder())
    const database = new DatabaseSync(file)
    database.exec(firstTable())
    database.close()

    const store = await opened(file)

    await store.check()
    expect(await store.records({ limit: 5 })).toEqual([])
  })

  const halfWays: [what: string, from: OldStore, done: string][] = [
    ['a column is there', 'responses', 'alter table response add column respondent text'],
    [
      'all columns and an index are there',
      'responses',
      `alter table response add column respondent text; alter table response add column visitor text;
       alter table response add column email text; alter table response add column implausible text;
       create index response_email on response (email) where email is not null`,
    ],
    [
      'the last table is there',
      'responses',
      'create table erased (id text primary key, erased_at bigint not null)',
    ],
    [
      'a later column and table are there',
      'people',
      `alter table response add column opted_out integer not null default 0;
       create table next_visit (site text not null, respondent text not null, name text not null, ref text not null,
         at bigint not null, properties text not null, primary key (site, respondent, name, ref))`,
    ],
  ]

  test.each(halfWays)('opens and is whole: %s', async (_what, from, done) => {
    const file = newFile(newFolder())
    copyOldStore(from, file)
    const today = await asStoredToday(file)
    const database = new DatabaseSync(file)
    database.exec(done)
    database.close()

    const store = await opened(file)

    await expect.poll(() => peopleFound(store).catch(() => null)).toHaveLength(1)
    expect(await contents(store)).toEqual(await contents(today))
  })
})

test('a table of that name that is another program’s is left alone, and reported', async () => {
  const file = newFile(newFolder())
  const database = new DatabaseSync(file)
  database.exec(
    `create table response (id text primary key, words text); insert into response values ('a', 'b')`,
  )
  database.close()

  await expect(openSqlite(file)).rejects.toThrow(
    `its table "response" is another program's: it has no column "revision"`,
  )

  const after = new DatabaseSync(file)
  expect(after.prepare('select * from response').all()).toEqual([{ id: 'a', words: 'b' }])
  expect(after.prepare(`select name from sqlite_schema where name = 'fill'`).all()).toEqual([])
  after.close()
})

test('a clock that was set back between two updates is no newer version', async () => {
  const file = newFile(newFolder())
  copyOldStore('people', file)
  const database = new DatabaseSync(file)
  database.exec(
    `update kysely_migration set timestamp = '2036-01-01T00:00:00.000Z' where name = '0001-responses'`,
  )
  database.close()

  const store = await opened(file)

  expect(await store.records({ limit: 100 })).toHaveLength(oldRecords.length)
})

test('while older responses are being filled in, answers are stored, and nobody is told that all of a person was found', async () => {
  const file = newFile(newFolder())
  copyOldStore('responses', file, 2000)
  const db = await openSqlite(file)
  onTestFinished(() => db.destroy())
  const store = createSqliteStore(db)
  const [first] = oldRecords
  if (!first) throw new Error('There are some.')
  const person = { by: 'email', value: 'ann@shop.example' } as const

  expect(await store.fill()).toBe(true)
  await expect(store.records({ person, limit: 5 })).rejects.toThrow(
    'older responses are still being made ready',
  )
  await expect(store.erase(person, 0)).rejects.toThrow('older responses are still being made ready')
  expect(await store.records({ person: { by: 'id', value: first.id }, limit: 5 })).toHaveLength(1)
  const late = { ...first, id: '0199c0de-0000-7000-8000-0000000000ff' }
  await store.saveAll([{ record: late, json: JSON.stringify(late), receivedAt: 0 }])
  while (await store.fill());

  expect(await store.records({ person, limit: 5 })).toHaveLength(1)
  expect(await store.erase(person, 0)).toBe(1)
})

test('a first start on a disk that fills says so in one sentence, and succeeds when there is room', async () => {
  const said: string[] = []

  for (let blocks = 0; blocks < 160; blocks += tries(32, 2)) {
    const dataFolder = newFolder()
    // No file may grow beyond so many blocks of 512 bytes; the system refuses to write more.
    const under = ['sh', '-c', `ulimit -f ${blocks}; exec "$@"`, 'sh']
    const started = await startCollector({ dataFolder, under }).catch((error: Error) => error)
    if (started instanceof Error) said.push(started.message)
    else await started.stop()
    expect(await open(join(dataFolder, 'howlikely.sqlite'))).toMatchObject({ how: 'opened' })
  }

  expect(said.length).toBeGreaterThan(0)
  for (const one of said) expect(one).toMatch(/^The collector ended with 1 before it listened: The .+\.\n$/)
})
