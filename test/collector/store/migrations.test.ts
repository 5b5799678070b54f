import { type Kysely, sql } from 'kysely'
import { expect, inject, onTestFinished, test } from 'vitest'
import { createPostgresStore, openPostgres } from '../../../src/collector/store/postgres-store.ts'
import { rowOf } from '../../../src/collector/store/row.ts'
import { createSqliteStore, openSqlite } from '../../../src/collector/store/sqlite-store.ts'
import type { ReceivedResponse } from '../../../src/collector/store/store.ts'
import type { ResponseTable, Tables } from '../../../src/collector/store/tables.ts'
import { aResponse } from '../a-response.ts'
import { fileInNewFolder } from '../file-in-new-folder.ts'
import { now } from '../test-collector.ts'
import { newPostgresDatabase } from '../test-database.ts'

/** Opens one database as often as it is called: a file, or one of the PostgreSQL server's. */
async function aDatabase(): Promise<() => Promise<Kysely<Tables>>> {
  const server = inject('postgresUrl')
  if (!server) {
    const file = fileInNewFolder('howlikely.sqlite')
    return () => openSqlite(file)
  }
  const { url, drop } = await newPostgresDatabase(server)
  onTestFinished(drop)
  return () => openPostgres({ url })
}

/** Opens an old one, and fills in what its update has left. */
async function updated(open: () => Promise<Kysely<Tables>>): Promise<Kysely<Tables>> {
  const db = await open()
  onTestFinished(() => db.destroy())
  const store = inject('postgresUrl') ? createPostgresStore(db) : createSqliteStore(db)
  while (await store.fill()) {}
  expect(await store.verify()).toEqual([])
  return db
}

/** As the tables were before what 0005 changed, with rows as they were written then. */
async function undo0005(db: Kysely<Tables>, rows: readonly Omit<ResponseTable, 'subject'>[]): Promise<void> {
  await sql`drop index response_subject`.execute(db)
  await sql`drop index response_tally`.execute(db)
  await sql`alter table response drop column subject`.execute(db)
  await sql`create index response_tally on response (site, survey, trigger_name, ref, test, self_selected,
    standing, given_at, id, kind, state, score)`.execute(db)
  await sql`delete from kysely_migration where name >= '0005'`.execute(db)
  await db
    .insertInto('response')
    .values(rows.map(row => row as ResponseTable))
    .execute()
}

const both = { trigger: true, respondent: true }
const ofTrigger = { trigger: true, respondent: false }
const ofRespondent = { trigger: false, respondent: true }
const linked = (ref: string | null, signature: string | null) => ({
  trigger: { ref, source: 'link' as const, signature },
})
const respondent = { id: 'u_1' }
const at = (endedAt: string) => ({ respondent, endedAt })

const kinds: [ReceivedResponse['record'], ReceivedResponse['vouched']][] = [
  [aResponse({ trigger: { ref: 'A-1' } }), ofTrigger],
  [aResponse({ trigger: { ref: 'A-2' } }), undefined],
  [aResponse({ trigger: { ref: 'A-3' }, respondent }), ofRespondent],
  [aResponse({ trigger: { ref: 'A-4' }, respondent }), both],
  [aResponse(), undefined],
  [aResponse({ respondent }), ofRespondent],
  [aResponse(at('2026-04-30T23:59:59.999Z')), ofRespondent],
  [aResponse(at('2026-05-01T00:00:00.000Z')), ofRespondent],
  [aResponse(at('2019-05-01T00:00:00.000Z')), ofRespondent],
  [aResponse({ ...linked('T-1', 'v1.x'), respondent }), both],
  [aResponse(linked('T-1', 'v1.x')), ofTrigger],
  [aResponse({ ...linked(null, 'v1.x'), respondent }), both],
  [aResponse(linked(null, 'v1.x')), ofTrigger],
  [aResponse({ ...linked(null, null), respondent }), ofRespondent],
  [aResponse({ trigger: { source: 'collector', ref: 'T-2' }, respondent }), both],
  [aResponse({ trigger: { source: 'collector' }, respondent }), both],
  [aResponse({ state: 'dismissed', score: null, trigger: { ref: 'A-5' } }), ofTrigger],
  [aResponse({ reason: 'A \0 nul', trigger: { ref: 'A-6' } }), ofTrigger],
]

test('a store that was written before is counted as if it were written now', async () => {
  const open = await aDatabase()
  const rows = kinds.map(([record, vouched]) =>
    rowOf({ record, json: JSON.stringify(record), receivedAt: now, ...(vouched && { vouched }) }),
  )
  const before = await open()
  await undo0005(
    before,
    rows.map(({ subject: _, ...row }) => row),
  )
  await before.destroy()

  const db = await updated(open)
  const stored = await db.selectFrom('response').selectAll().orderBy('id').execute()
  expect(stored).toEqual([...rows].sort((one, other) => (one.id < other.id ? -1 : 1)))
  expect(new Set(stored.map(({ subject }) => subject)).size).toBe(13)
})

test.each([
  ['R-1 ', 'R-1'],
  ['\u2003R-1', 'R-1'],
  ['Å-1'.normalize('NFD'), 'Å-1'],
  ['undefined', null],
  ['000', null],
  ['{{ticket.id}}', null],
  ['R 1', 'R 1'],
  ['007', '007'],
])('a key that an earlier version kept as %j is kept as %j', async (ref, key) => {
  const open = await aDatabase()
  const before = await open()
  const record = aResponse({ trigger: { ref }, respondent: { id: ref }, visitor: ref })
  const { subject: _, ...row } = rowOf({ record, json: JSON.stringify(record), receivedAt: now })
  await undo0005(before, [{ ...row, ref, respondent: ref, visitor: ref }])
  await before.destroy()

  const db = await updated(open)
  expect(await db.selectFrom('response').select(['ref', 'respondent', 'visitor']).execute()).toEqual([
    { ref: key, respondent: key, visitor: key },
  ])
})

test('if segments were declared before any were counted together, everything is counted again; otherwise the counts stay', async () => {
  for (const segments of [[], ['trait.plan'] as const]) {
    const open = await aDatabase()
    const before = await open()
    const store = inject('postgresUrl') ? createPostgresStore(before) : createSqliteStore(before)
    await store.declareSegments(segments)
    const record = aResponse({ respondent: { id: 'u_1', traits: { plan: 'pro' } } })
    await store.saveAll([{ record, json: JSON.stringify(record), receivedAt: now }])
    await before.deleteFrom('rollup').where('segment', 'like', 'trait.plan,%').execute()
    await sql`delete from kysely_migration where name >= '0011'`.execute(before)
    await before.destroy()

    const after = await updated(open)
    const counted = after.selectFrom('rollup').where('segment', 'like', 'trait.plan,%').select('value')
    const values = (await counted.execute()).map(({ value }) => value)
    expect(values).toEqual(segments.length === 0 ? [] : ['["pro","mobile","en","ga4","checkout"]'])
  }
})
