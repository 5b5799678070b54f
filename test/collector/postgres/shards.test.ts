import { Kysely, PostgresDialect, sql } from 'kysely'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { citusStatements } from '../../../src/collector/store/distribution.ts'
import { createPostgresStore, openPostgres } from '../../../src/collector/store/postgres-store.ts'
import { isSpread } from '../../../src/collector/store/spread-tables.ts'
import type { ReceivedResponse, Store } from '../../../src/collector/store/store.ts'
import type { Tables } from '../../../src/collector/store/tables.ts'
import { markToCount } from '../../../src/collector/store/to-count.ts'
import { howlikely } from '../../command/run-process.ts'
import { createDice } from '../../faults/dice.ts'
import { startPostgres } from '../../support/postgres-server.ts'
import { aResponse } from '../a-response.ts'
import { now } from '../test-collector.ts'
import { droppedPool, newPostgresDatabase } from '../test-database.ts'

// It starts servers of its own, which may take long on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const server = inject('postgresUrl') ?? ''

async function newDatabase(): Promise<string> {
  const { url, drop } = await newPostgresDatabase(server)
  onTestFinished(drop)
  return url
}

/** A server of its own with the collector's tables. */
async function aShard() {
  const { url, stop } = await startPostgres()
  const db = await openPostgres({ url, connections: 2 })
  onTestFinished(async () => {
    await db.destroy()
    await stop()
  })
  return { url, db, store: createPostgresStore(db) }
}

/** A database in which the shards' answers are one table, in pieces by the hash of their id. */
async function joined(shards: readonly { url: string; db: Kysely<Tables> }[]): Promise<Kysely<Tables>> {
  const url = await newDatabase()
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: droppedPool({ connectionString: url, max: 1 }) }),
  })
  onTestFinished(() => db.destroy())
  const { rows } = await sql<{ definition: string }>`
    select string_agg(format('%I %s%s', attname, format_type(atttypid, atttypmod),
      case when attcollation <> 0 then ' collate "C"' else '' end), ', ' order by attnum) as definition
    from pg_attribute where attrelid = 'response'::regclass and attnum > 0 and not attisdropped`.execute(
    shards[0]?.db ?? db,
  )
  const run = (statement: string) => sql.raw(statement).execute(db)
  await run('create extension postgres_fdw')
  await run(`create table response (${rows[0]?.definition}) partition by hash (id)`)
  // Nothing is apart, and the rollup is not filled: every answer is looked at.
  await run('create table undeclared (id text collate "C", site text, survey text)')
  await run(`create table fill (name text, after text)`)
  await run(`insert into fill values ('rollup', '')`)
  for (const [place, shard] of shards.entries()) {
    const { hostname, port } = new URL(shard.url)
    await run(`create server shard_${place} foreign data wrapper postgres_fdw
      options (host '${hostname}', port '${port}', dbname 'postgres')`)
    await run(`create user mapping for current_user server shard_${place} options (user 'howlikely')`)
    await run(`create foreign table response_${place} partition of response
      for values with (modulus ${shards.length}, remainder ${place}) server shard_${place} options (table_name 'response')`)
  }
  return db
}

const received = (changes: Parameters<typeof aResponse>[0]): ReceivedResponse => {
  const record = aResponse(changes)
  return { record, json: JSON.stringify(record), receivedAt: now }
}

const figuresOf = async (store: Pick<Store, 'tally'>) =>
  (await store.tally()).map(row => JSON.stringify(Object.entries(row).sort())).sort()

test('over two servers each answer has its one place by the hash of its id, and what is counted over both is what one would count', async () => {
  const shards = await Promise.all([aShard(), aShard()])
  const all = await joined(shards)
  const one = createPostgresStore(await opened(await newDatabase()))
  const dice = createDice(5)
  const responses = Array.from({ length: 400 }, (_, place) =>
    received({ score: dice.between(0, 10), trigger: { ref: dice.chance(0.4) ? `R-${place % 40}` : null } }),
  )

  const placeOf = async (id: string) => {
    const { rows } = await sql<{ first: boolean }>`
      select satisfies_hash_partition('response'::regclass, 2, 0, ${id}::text collate "C") as first`.execute(
      all,
    )
    return rows[0]?.first ? 0 : 1
  }
  const places = await Promise.all(responses.map(({ record }) => placeOf(record.id)))
  const ofPlace = (place: number) => responses.filter((_, index) => places[index] === place)
  for (const [place, { store }] of shards.entries()) {
    // Each message twice, as browsers send them.
    await store.saveAll(ofPlace(place))
    await store.saveAll(ofPlace(place))
  }
  await one.saveAll(responses)

  expect(ofPlace(0).length).toBeGreaterThan(100)
  expect(ofPlace(1).length).toBeGreaterThan(100)
  const { rows } = await sql<{ place: string; id: string }>`
    select tableoid::regclass::text as place, id from response`.execute(all)
  expect(rows).toHaveLength(400)
  for (const { place, id } of rows) {
    const index = responses.findIndex(({ record }) => record.id === id)
    expect(place).toBe(`response_${places[index]}`)
  }
  // Read as one table, without a word of the collector's code being other.
  expect(await figuresOf(createPostgresStore(all))).toEqual(await figuresOf(one))
})

test('distribute needs tables, prints the statements for them, and says if the server lacks Citus', async () => {
  const url = await newDatabase()
  const none = await howlikely(['distribute'], { DATABASE_URL: url })
  expect(none.err).toMatch(/there are no tables yet; start a collector on it once, and stop it\.\n$/)
  const db = await opened(url)

  const printed = await howlikely(['distribute', '--shards', '12'], { DATABASE_URL: url })
  expect(printed).toMatchObject({ code: 0, err: '' })
  expect(printed.out).toContain('set citus.shard_count = 12;\n')
  expect(printed.out).toMatch(/select create_distributed_table\('response', 'id', .+\);\n/)
  expect(printed.out).not.toContain('kysely')

  const run = await howlikely(['distribute', '--execute'], { DATABASE_URL: url })
  expect(run.code).toBe(1)
  expect(run.err).toMatch(/^The tables of .+ cannot be distributed: .*citus.*\.\n$/)
  // Nothing was begun: it is counted as before.
  expect(await isSpread(db)).toBe(false)

  await db.insertInto('fill').values({ name: 'texts', after: '' }).execute()
  const early = await howlikely(['distribute', '--execute'], { DATABASE_URL: url })
  expect(early.err).toMatch(
    /cannot be distributed: older responses are still being made ready \(texts\); .+\.\n$/,
  )
  await db.deleteFrom('fill').execute()

  // What has a collector count afterwards is done once.
  const statements = citusStatements([], 12).filter(statement => statement.startsWith('insert'))
  for (const _ of [1, 2]) for (const statement of statements) await sql.raw(statement).execute(db)
  expect(await isSpread(db)).toBe(true)
  expect(await db.selectFrom('fill').selectAll().execute()).toEqual([{ name: 'rollup', after: '' }])
  await db.deleteFrom('fill').execute()
  for (const statement of statements) await sql.raw(statement).execute(db)
  expect(await db.selectFrom('fill').selectAll().execute()).toEqual([])
  await markToCount(db, ['a'])
  const looked = await howlikely(['verify'], { DATABASE_URL: url })
  expect(looked.out).toMatch(/\n {2}not counted yet {8}1, since \d{4}-.+Z\n/)
})

async function opened(url: string): Promise<Kysely<Tables>> {
  const db = await openPostgres({ url, connections: 2 })
  onTestFinished(() => db.destroy())
  return db
}
