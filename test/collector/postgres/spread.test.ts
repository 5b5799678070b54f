import fc from 'fast-check'
import { type Kysely, type KyselyPlugin, sql } from 'kysely'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { createCollector } from '../../../src/collector/app.ts'
import {
  createPostgresStore,
  createSpreadStore,
  openPostgres,
} from '../../../src/collector/store/postgres-store.ts'
import { verifyRollups } from '../../../src/collector/store/rollup-check.ts'
import type { ReceivedResponse, UpdatedStore } from '../../../src/collector/store/store.ts'
import type { Tables } from '../../../src/collector/store/tables.ts'
import { tallyOfResponses } from '../../../src/collector/store/tally.ts'
import { selectionOf } from '../../../src/report/api/figures-query.ts'
import { tries } from '../../support/thorough.ts'
import { aResponse } from '../a-response.ts'
import { destinationOf, tell } from '../alerts/sending.ts'
import { anyAskings, day, empty, limits, sorted, start, step, take } from '../store/some-history.ts'
import { token } from '../test-collector.ts'
import { newPostgresDatabase } from '../test-database.ts'

// Many transactions on a server of their own, on a machine that may be busy.
vi.setConfig({ testTimeout: tries(120_000, 900_000) })

const server = inject('postgresUrl') ?? ''

/** A database that is taken for one on several machines. */
async function spreadDatabase(): Promise<{ url: string; db: Kysely<Tables> }> {
  const { url, drop } = await newPostgresDatabase(server)
  onTestFinished(drop)
  const db = await openedOn(url)
  await db.insertInto('spread').values({ by: 'citus', round: 1 }).execute()
  return { url, db }
}

async function openedOn(url: string): Promise<Kysely<Tables>> {
  const db = await openPostgres({ url, connections: 4 })
  onTestFinished(() => db.destroy())
  return db
}

const received = (changes: Parameters<typeof aResponse>[0] = {}, receivedAt = start): ReceivedResponse => {
  const record = aResponse(changes)
  return { record, json: JSON.stringify(record), receivedAt }
}

/** All statements of one machine's own kind say what the follower has come to. */
async function expectCountedWell(db: Kysely<Tables>, store: UpdatedStore): Promise<void> {
  while (await store.fill());
  expect(await store.rollupLag()).toEqual({ responses: 0, since: null })
  expect(await verifyRollups(db)).toEqual([])
  expect(await store.verify()).toEqual([])
  const starts = [start, start + day]
  const days = starts.map(at => Math.ceil(at / day))
  expect(sorted(await store.tally(starts))).toEqual(sorted(await tallyOfResponses(db, days)))
}

/** The process dies before the statement of that number, counted from now on. */
function mortal(db: Kysely<Tables>): { db: Kysely<Tables>; dieIn(statements: number): void } {
  let left = Number.POSITIVE_INFINITY
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      left -= 1
      if (left < 0) throw new Error('killed')
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return {
    db: db.withPlugin(plugin),
    dieIn(statements) {
      left = statements
    },
  }
}

test('whatever comes, is revised, erased, let go of or declared, whoever follows counts what counting all again does, killed or not', async () => {
  const { db } = await spreadDatabase()
  const { db: fragile, dieIn } = mortal(db)
  const rest = fc.record({ follow: fc.nat(3), dieIn: fc.option(fc.nat(30)) })
  await fc.assert(
    fc.asyncProperty(
      anyAskings,
      fc.array(fc.tuple(step, rest), { minLength: 1, maxLength: 20 }),
      async (askings, steps) => {
        await empty(db)
        // Two collectors, of which the second is killed now and then while it follows.
        const [store, other] = [createSpreadStore(db, limits), createSpreadStore(fragile, limits)]
        for (const [next, { follow, dieIn: death }] of steps) {
          await take(store, db, next, askings)
          dieIn(death ?? Number.POSITIVE_INFINITY)
          for (let times = 0; times < follow; times += 1) await other.fill().catch(() => {})
          dieIn(Number.POSITIVE_INFINITY)
          // What waits is told apart from what is wrong.
          expect(['filling', []]).toContainEqual(await store.verify())
        }
        await expectCountedWell(db, store)
      },
    ),
    { numRuns: tries(12, 1000), seed: 2 },
  )
})

test('collectors that store, revise, erase, declare and follow at the same time count each once', async () => {
  const { url, db } = await spreadDatabase()
  const stores = [db, await openedOn(url), await openedOn(url)].map(one => createSpreadStore(one))
  const ids = Array.from({ length: 40 }, () => aResponse().id)
  const batch = (round: number, place: number): ReceivedResponse[] =>
    ids.map((id, number) => ({
      ...received(
        {
          id: number % 5 ? id : aResponse().id,
          revision: round * 3 + place + 1,
          state: (number + round) % 9 ? 'scored' : 'answered',
          score: (number * 7 + round + place) % 11,
          survey: number % 11 ? 'checkout' : 'late',
          trigger: { ref: number % 3 ? `A-${(number % 5 ? number : number + place) % 6}` : null },
        },
        start + round,
      ),
      vouched: { trigger: number % 4 === 0, respondent: false },
    }))

  await stores[0]?.declare([{ site: 'main', survey: 'checkout' }])
  for (let round = 0; round < tries(3, 100); round += 1) {
    await Promise.all([
      ...stores.map((store, place) => store.saveAll(batch(round, place))),
      ...stores.map((store, place) => store.saveAll(batch(round, place).toReversed())),
      ...stores.map(store => store.fill()),
      stores[0]?.erase({ by: 'ref', value: `A-${round % 6}` }, start),
      stores[1]?.expire({ responses: start + round - 3, emails: null, erased: 0, triggers: 0, limit: 30 }),
      round === 1 && stores[2]?.declare([{ site: 'main', survey: 'late' }]),
      round % 3 === 1 && stores[1]?.rebuild(),
      stores[2]?.verify(),
    ])
  }

  for (const store of stores) await expectCountedWell(db, store)
})

test('what waits is reported, by number and by age, and the report counts it once it has been followed up', async () => {
  const { db } = await spreadDatabase()
  const store = createSpreadStore(db)
  const selection = selectionOf({ period: 'all' }, start)
  const counted = async () =>
    (
      await store.figures({ selection: { ...selection, latestPerRespondent: true }, by: [], byDay: false })
    ).reduce((sum, { scores }) => sum + scores.reduce((all, one) => all + one, 0), 0)
  const before = Date.now()
  await store.saveAll([
    received({ score: 9, trigger: { ref: 'A-1' } }),
    received({ trigger: { ref: 'A-1' } }),
  ])
  const lag = await store.rollupLag()
  expect(lag.responses).toBe(2)
  expect(lag.since).toBeGreaterThanOrEqual(before)
  expect([await counted(), await store.tally()]).toEqual([0, []])
  const collector = createCollector({ store, now: Date.now, token })
  const figures = async () => {
    const request = new Request('http://collector/api/figures', {
      headers: { authorization: `Bearer ${token}` },
    })
    return (await collector.fetch(request)).json()
  }
  expect(await figures()).toMatchObject({ uncounted: { responses: 2, since: lag.since } })

  await store.fill()
  expect(await store.rollupLag()).toEqual({ responses: 0, since: null })
  expect(await figures()).not.toHaveProperty('uncounted')
  expect(await counted()).toBe(1)
  await store.erase({ by: 'ref', value: 'A-1' }, start)
  await store.fill()
  expect([await counted(), await store.tally()]).toEqual([0, []])
  // Nothing of them is left, in whatever table.
  for (const table of ['response', 'counted', 'vote', 'answer_text', 'to_count'] as const) {
    expect(await db.selectFrom(table).select('id').execute()).toEqual([])
  }
})

test('a database that was counted at once is counted again after the fact, and a difference is named and corrected', async () => {
  const { url, drop } = await newPostgresDatabase(server)
  onTestFinished(drop)
  const db = await openedOn(url)
  const responses = Array.from({ length: 1200 }, (_, number) =>
    received({ score: number % 11, trigger: { ref: `A-${number % 700}` } }),
  )
  await createPostgresStore(db).saveAll(responses)
  const whole = sorted(await createPostgresStore(db).tally())
  await db.insertInto('spread').values({ by: 'citus', round: 1 }).execute()
  await db.insertInto('fill').values({ name: 'rollup', after: '' }).execute()
  const store = createSpreadStore(db)

  expect(await store.verify()).toBe('filling')
  await expectCountedWell(db, store)
  expect(sorted(await store.tally())).toEqual(whole)
  const { rows } = await sql<{ shards: number }>`select count(distinct shard) as shards from rollup`.execute(
    db,
  )
  expect(Number(rows[0]?.shards)).toBeGreaterThan(3)

  await db.updateTable('rollup').set({ score_9: 700 }).where('segment', '=', 'device').execute()
  expect(await store.verify()).toContainEqual(
    expect.objectContaining({ segment: 'device', column: 'score_9', rollup: expect.any(Number) }),
  )
  await store.rebuild()
  await expectCountedWell(db, store)
})

test('an answer is reported once it counts, only once, and not if another one takes precedence', async () => {
  const { db } = await spreadDatabase()
  const store = createSpreadStore(db)
  await tell(store, destinationOf('team'))
  const trigger = { ref: 'A-1' }
  const low = received({ revision: 1, state: 'scored', score: 2, trigger })
  const beaten = received({
    revision: 1,
    state: 'scored',
    score: 1,
    trigger,
    askedAt: '2026-04-30T12:00:00.000Z',
  })
  const about = async () => {
    while (await store.fill());
    return (await db.selectFrom('outgoing').select('about').execute()).map(row => row.about)
  }
  await store.saveAll([low])
  const answered = { ...low.record, revision: 2, state: 'answered' as const }
  expect(await store.saveAll([{ ...low, record: answered, json: JSON.stringify(answered) }])).toEqual({
    turnedAway: [],
    raised: 0,
  })
  await store.saveAll([beaten, received({ score: 10 }), received({ survey: 'later', score: 0 })])

  expect((await about()).filter(id => id === low.record.id)).toHaveLength(1)
  expect(await about()).not.toContain(beaten.record.id)
  await store.erase({ by: 'ref', value: 'A-1' }, start)
  expect(await about()).not.toContain(low.record.id)
})
