import { Kysely, PostgresDialect, sql } from 'kysely'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { migrate } from '../../../src/collector/store/migrations.ts'
import { openPostgres, openPostgresStore } from '../../../src/collector/store/postgres-store.ts'
import { createDice } from '../../faults/dice.ts'
import { cutOffs } from '../../support/cut-off.ts'
import { oldRecords } from '../../support/old-stores.ts'
import { tries } from '../../support/thorough.ts'
import { droppedPool, newPostgresDatabase } from '../test-database.ts'

// Each test starts processes of its own, which may take long on a busy machine.
vi.setConfig({ testTimeout: tries(120_000, 1_800_000) })

const server = inject('postgresUrl') ?? ''

async function newDatabase(): Promise<string> {
  const { url, drop } = await newPostgresDatabase(server)
  onTestFinished(drop)
  return url
}

/** A database as an earlier version left it, with responses in it. */
async function oldDatabase(last: string, copies: number): Promise<string> {
  const url = await newDatabase()
  const db = new Kysely<object>({
    dialect: new PostgresDialect({ pool: droppedPool({ connectionString: url }) }),
  })
  await migrate(db, { text: sql`text collate "C"`, textIndex: 'tsvector', schema: 'public' }, last)
  for (const record of oldRecords) {
    await sql`
      insert into response (id, revision, site, survey, kind, state, test, self_selected, trigger_name, trigger_source,
        verified, standing, score, locale, asked_at, given_at, received_at, record)
      select ${record.id} || suffix, 1, 'main', 'checkout', 'transactional', 'answered', 0, 0, 'checkout', 'ga4', 0, 4,
        ${record.score}, 'en', 0, 0, 0, ${JSON.stringify(record)}
      from (select '' as suffix union all select '-' || number from generate_series(1, ${sql.lit(copies)}) number) all_of_them`.execute(
      db,
    )
  }
  await db.destroy()
  return url
}

test('a first start that is cut off at any instant leaves a database that opens', async () => {
  const { wrong, cutOff } = await cutOffs({
    times: tries(10, 200),
    dice: createDice(1).random,
    make: newDatabase,
  })

  expect(wrong).toEqual([])
  expect(cutOff).toBeGreaterThan(0)
})

test.each(['0001-responses', '0002-people', '0003-signatures'])(
  'a database that had come to %s opens whenever its update was cut off, and nothing is missing',
  async last => {
    const made: string[] = []
    const make = async () => {
      const url = await oldDatabase(last, 40)
      made.push(url)
      return url
    }

    const { wrong, cutOff } = await cutOffs({ times: tries(10, 200), dice: createDice(2).random, make })

    expect(wrong).toEqual([])
    expect(cutOff).toBeGreaterThan(0)
    const db = await openPostgres({ url: made.at(-1) ?? '' })
    onTestFinished(() => db.destroy())
    const rows = await db.selectFrom('response').select('email').execute()
    expect(rows).toHaveLength(41 * oldRecords.length)
    expect(rows.filter(({ email }) => email === 'ann@shop.example')).toHaveLength(41)
  },
)

test('several collectors that start at once on an old database fill it in together', async () => {
  const url = await oldDatabase('0001-responses', 100)

  const stores = await Promise.all([1, 2, 3].map(() => openPostgresStore({ url, connections: 2 })))
  onTestFinished(async () => void (await Promise.all(stores.map(store => store.close()))))
  const found = () =>
    stores[0]?.records({ person: { by: 'email', value: 'ann@shop.example' }, limit: 500 }).catch(() => [])

  await expect.poll(found).toHaveLength(101)
})
