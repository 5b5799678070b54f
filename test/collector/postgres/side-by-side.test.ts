import { type Kysely, sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Tables } from '../../../src/collector/store/tables.ts'
import type { ResponseRecord } from '../../../src/protocol/response.ts'
import { aResponse } from '../a-response.ts'
import { now } from '../test-collector.ts'
import { testDatabase } from '../test-database.ts'

const received = (record: ResponseRecord) => ({ record, json: JSON.stringify(record), receivedAt: now })

/** Waits until somebody waits for a row that another transaction has changed. */
async function somebodyWaits(db: Kysely<Tables>): Promise<void> {
  const waiting = async () => {
    const { rows } = await sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      db,
    )
    return rows.length
  }
  await expect.poll(waiting).toBe(1)
}

/** Does something while another collector has erased a response and has not committed yet. */
async function duringErasure(
  db: Kysely<Tables>,
  id: string,
  meanwhile: () => Promise<unknown>,
  andThen: (all: Kysely<Tables>) => Promise<unknown> = async () => {},
): Promise<void> {
  let waiting: Promise<unknown> = Promise.resolve()
  await db.transaction().execute(async all => {
    await all.insertInto('erased').values({ id, erased_at: now }).execute()
    await all.deleteFrom('response').where('id', '=', id).execute()
    waiting = meanwhile()
    await somebodyWaits(db)
    await andThen(all)
  })
  await waiting
}

test('a later message that another collector’s erasure overtakes brings nothing back', async () => {
  const { db, store } = await testDatabase()
  const first = aResponse({ state: 'scored', revision: 1 })
  await store.saveAll([received(first)])

  await duringErasure(db, first.id, () =>
    store.saveAll([received({ ...first, state: 'answered', revision: 2 })]),
  )

  expect(await db.selectFrom('response').select('id').execute()).toEqual([])
})

test('what comes while another collector erases stays counted: only what was counted out is deleted', async () => {
  const { db, store } = await testDatabase()
  const record = aResponse()
  await store.saveAll([received(record)])
  const stored = await db.selectFrom('response').selectAll().executeTakeFirstOrThrow()

  await duringErasure(
    db,
    record.id,
    () => store.expire({ responses: now + 1, emails: null, erased: 0, triggers: 0, limit: 10 }),
    all => all.insertInto('response').values(stored).execute(),
  )

  expect(await db.selectFrom('response').select('id').execute()).toEqual([{ id: record.id }])
  expect(await store.verify()).toEqual([])
})
