import fc from 'fast-check'
import { expect, test } from 'vitest'
import { oneOfEach } from '../../../src/collector/store/revision.ts'
import type { ReceivedResponse } from '../../../src/collector/store/store.ts'
import type { State } from '../../../src/protocol/response.ts'
import { aResponse } from '../a-response.ts'
import { now, testCollector } from '../test-collector.ts'
import { testDatabase } from '../test-database.ts'

const id = '0199c0de-0000-7000-8000-000000000001'
const scoreOfState = { asked: null, scored: 7, answered: 9, dismissed: null }
const revisionOf = (revision: number, state: State) =>
  aResponse({ id, revision, state, score: scoreOfState[state], reason: `revision ${revision}, ${state}` })

test.each<[string, [number, State], [number, State], 'replaces' | 'leaves']>([
  ['a higher revision', [1, 'asked'], [2, 'scored'], 'replaces'],
  ['the same revision', [2, 'scored'], [2, 'dismissed'], 'leaves'],
  ['a lower revision', [2, 'scored'], [1, 'asked'], 'leaves'],
  ['an answer of a higher revision', [2, 'scored'], [3, 'answered'], 'replaces'],
  ['an answer of a lower revision', [4, 'scored'], [3, 'answered'], 'leaves'],
  ['a score after the answer', [3, 'answered'], [4, 'scored'], 'leaves'],
  ['an answer after the answer', [3, 'answered'], [4, 'answered'], 'leaves'],
  ['a score after a dismissal', [1, 'dismissed'], [2, 'scored'], 'replaces'],
])('%s (%j, then %j) %s what is kept, and is accepted', async (_case, first, second, effect) => {
  const before = revisionOf(...first)
  const after = revisionOf(...second)
  const { send, stored } = await testCollector()

  const statuses = [...(await send(before)), ...(await send(after))]

  expect(statuses).toEqual([204, 204])
  expect(await stored()).toEqual([effect === 'replaces' ? after : before])
})

test('the same message again, at once or later, is stored once', async () => {
  const { send, stored } = await testCollector()
  const response = aResponse()

  expect(await send(response, response, response)).toEqual([204, 204, 204])
  expect(await send(response)).toEqual([204])

  expect(await stored()).toEqual([response])
})

/** What a widget may send of one response, in order: the answer, if there is one, is the last. */
const lifetime = fc
  .array(fc.constantFrom<State>('asked', 'scored', 'dismissed'), { minLength: 1, maxLength: 5 })
  .chain(states =>
    fc.boolean().map(isAnswered => [...states, ...(isAnswered ? (['answered'] as const) : [])]),
  )

/** Some responses' messages, repeated and out of order, cut into batches. */
const deliveries = fc.array(lifetime, { minLength: 1, maxLength: 4 }).chain(lifetimes => {
  const sent = lifetimes.flatMap((states, index) =>
    states.map((state, revision) => ({ ...revisionOf(revision + 1, state), id: idOf(index) })),
  )
  return fc.record({
    last: fc.constant(
      lifetimes.map((states, index) => ({ id: idOf(index), revision: states.length, state: states.at(-1) })),
    ),
    order: fc
      .tuple(fc.shuffledSubarray(sent, { minLength: sent.length }), fc.shuffledSubarray(sent))
      .map(([all, again]) =>
        [...all, ...again].map(record => ({ record, json: JSON.stringify(record), receivedAt: now })),
      ),
    batch: fc.integer({ min: 1, max: 6 }),
  })
})

test('messages in any order, repeated and in any batches leave the last revision of each response', async () => {
  const { db, store } = await testDatabase()
  await fc.assert(
    fc.asyncProperty(deliveries, async ({ last, order, batch }) => {
      await db.deleteFrom('response').execute()
      for (let at = 0; at < order.length; at += batch) await store.saveAll(order.slice(at, at + batch))
      const kept = await db.selectFrom('response').select(['id', 'revision', 'state']).orderBy('id').execute()

      expect(kept).toEqual(last)
    }),
    { numRuns: 60 },
  )
})

test('a batch comes to the same as its messages one by one, whatever they are', async () => {
  const { db, store } = await testDatabase()
  const anyMessage = fc
    .record({
      index: fc.nat({ max: 2 }),
      revision: fc.integer({ min: 1, max: 4 }),
      state: fc.constantFrom<State>('asked', 'scored', 'answered', 'dismissed'),
    })
    .map(({ index, revision, state }) => ({ ...revisionOf(revision, state), id: idOf(index) }))
  await fc.assert(
    fc.asyncProperty(fc.array(anyMessage, { maxLength: 12 }), async records => {
      const entries: ReceivedResponse[] = records.map(record => ({
        record,
        json: JSON.stringify(record),
        receivedAt: now,
      }))
      await db.deleteFrom('response').execute()
      for (const entry of entries) await store.saveAll([entry])
      const rows = await db.selectFrom('response').select('record').orderBy('id').execute()

      const atOnce = oneOfEach(entries).map(({ json }) => json)
      expect(rows.map(({ record }) => record)).toEqual(atOnce.sort(byId))
    }),
    { numRuns: 60 },
  )
})

function idOf(index: number): string {
  return `0199c0de-0000-7000-8000-00000000000${index}`
}

function byId(one: string, other: string): number {
  return JSON.parse(one).id < JSON.parse(other).id ? -1 : 1
}
