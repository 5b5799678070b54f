import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, inject, test } from 'vitest'
import { leaveToFill } from '../../../src/collector/store/fills.ts'
import type { NotAskedRow } from '../../../src/collector/store/not-asked.ts'
import type { ReceivedResponse, Store } from '../../../src/collector/store/store.ts'
import { tries } from '../../support/thorough.ts'
import { aResponse } from '../a-response.ts'
import { openTestDatabase, testDatabase } from '../test-database.ts'

const day = 86_400_000
const start = Date.parse('2026-05-01T00:00:00.000Z')
const places = 6
const someIds = () => Array.from({ length: places }, () => randomUUID())

const tally = fc.option(
  fc.dictionary(
    fc.constantFrom('wait-between', 'sample', 'where', 'constructor', 'a-rule-of-tomorrow'),
    fc.constantFrom(1, 2, 9999),
  ),
  { nil: undefined },
)

const asking = fc.record({
  site: fc.constantFrom('main', 'outlet'),
  survey: fc.constantFrom('checkout', 'made-up'),
  test: fc.constantFrom(false, false, true),
  hours: fc.integer({ min: 0, max: 100 }),
})

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('message' as const),
      place: fc.nat(places - 1),
      revision: fc.integer({ min: 1, max: 4 }),
      state: fc.constantFrom('asked' as const, 'scored' as const, 'answered' as const),
      notAsked: tally,
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('erase' as const), place: fc.nat(places - 1) }) },
)

const query = fc.record({
  from: fc.integer({ min: -1, max: 3 }),
  days: fc.integer({ min: 1, max: 6 }),
  site: fc.constantFrom(null, 'main', 'outlet'),
})

type Message = Extract<typeof step extends fc.Arbitrary<infer Step> ? Step : never, { does: 'message' }>
type Asking = typeof asking extends fc.Arbitrary<infer One> ? One : never

function received(id: string, { hours, ...about }: Asking, message: Message): ReceivedResponse {
  const at = new Date(start + hours * 3_600_000).toISOString()
  const { revision, state, notAsked } = message
  const score = state === 'asked' ? null : 9
  const record = aResponse({
    ...{ id, ...about, revision, state, score, reason: null, endedBy: null },
    ...{ askedAt: at, scoredAt: score === null ? null : at, endedAt: null, sentAt: at },
    ...(notAsked && { notAsked }),
  })
  return { record, json: JSON.stringify(record), receivedAt: Date.parse(at) }
}

/** The counts by looking at each response: at its latest stored revision. */
function countByHand(kept: ReadonlyMap<string, { about: Asking; message: Message }>) {
  return ({ from, days, site }: { from: number; days: number; site: string | null }): NotAskedRow[] => {
    const counts = new Map<string, NotAskedRow>()
    for (const { about, message } of kept.values()) {
      const at = Math.floor(about.hours / 24)
      const isIn = at >= from && at < from + days && (site === null || about.site === site)
      if (!isIn || about.test || about.survey === 'made-up') continue
      for (const [rule, triggers] of Object.entries(message.notAsked ?? {})) {
        const key = `${at} ${rule}`
        const sum = (counts.get(key)?.triggers ?? 0) + triggers
        counts.set(key, { rule, day: start / day + at, triggers: sum })
      }
    }
    return inOrder([...counts.values()])
  }
}

const inOrder = (rows: readonly NotAskedRow[]) =>
  rows.toSorted((one, other) => one.day - other.day || (one.rule < other.rule ? -1 : 1))

const asked = (store: Store, { from, days, site }: { from: number; days: number; site: string | null }) =>
  store.notAsked({ period: { start: start + from * day, end: start + (from + days) * day }, site })

test('each response is counted by its latest revision, once, until it is erased', async () => {
  const { database, close } = await openTestDatabase()
  const { db, store } = database
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.array(asking, { minLength: places, maxLength: places }),
        fc.array(step, { maxLength: 25 }),
        fc.array(query, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (askings, steps, queries, isFilled) => {
          for (const table of [
            ...(['response', 'rollup', 'known_survey', 'undeclared', 'fill'] as const),
            'not_asked' as const,
          ])
            await db.deleteFrom(table).execute()
          await store.declare([
            { site: 'main', survey: 'checkout' },
            { site: 'outlet', survey: 'checkout' },
          ])
          // What was erased is never stored again.
          const ids = someIds()
          const kept = new Map<string, { about: Asking; message: Message }>()
          const gone = new Set<string>()
          for (const one of steps) {
            const [id, about] = [ids[one.place] ?? '', askings[one.place]]
            if (!about) continue
            if (one.does === 'erase') {
              if ((await store.erase({ by: 'id', value: id }, start)) > 0) gone.add(id)
              kept.delete(id)
              continue
            }
            await store.saveAll([received(id, about, one)])
            const before = kept.get(id)?.message
            const isNew = !before || (one.revision > before.revision && before.state !== 'answered')
            if (isNew && !gone.has(id)) kept.set(id, { about, message: one })
          }
          if (isFilled) {
            // As they were kept by a version that knew nothing of it.
            await db.deleteFrom('not_asked').execute()
            await leaveToFill(db, 'not-asked')
            while (await store.fill());
          }
          for (const one of queries) expect(inOrder(await asked(store, one))).toEqual(countByHand(kept)(one))
          const rows = await db.selectFrom('not_asked').select('id').execute()
          expect(rows.filter(({ id }) => !kept.has(id))).toEqual([])
        },
      ),
      { numRuns: tries(inject('postgresUrl') ? 15 : 60, 500) },
    )
  } finally {
    await close()
  }
})

test('what an older collector has kept without looking at it is left out if no message may contain it', async () => {
  const { db, store } = await testDatabase()
  const [one = '', other = ''] = someIds()
  await store.saveAll(
    [one, other].map(id => {
      const record = aResponse({ id, notAsked: { sample: 2 } })
      return { record, json: JSON.stringify(record), receivedAt: start }
    }),
  )
  const { record } = await db
    .selectFrom('response')
    .select('record')
    .where('id', '=', one)
    .executeTakeFirstOrThrow()
  await db
    .updateTable('response')
    .set({ record: record.replace('"sample":2', '"sample":-2e9') })
    .where('id', '=', one)
    .execute()
  await db.deleteFrom('not_asked').execute()
  await leaveToFill(db, 'not-asked')
  while (await store.fill());

  expect(await db.selectFrom('not_asked').select(['id', 'triggers']).execute()).toEqual([
    { id: other, triggers: 2 },
  ])
})
