import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, inject, test } from 'vitest'
import { oneOfEach } from '../../../src/collector/store/revision.ts'
import type { ReceivedResponse } from '../../../src/collector/store/store.ts'
import { fitRecord } from '../../../src/delivery/fit-record.ts'
import { type RecordEvent, type StoredRecord, step } from '../../../src/delivery/record.ts'
import { createSigner } from '../../../src/links/create-signer.ts'
import type { ResponseRecord, State } from '../../../src/protocol/response.ts'
import { aResponse } from '../a-response.ts'
import { now, responseRequest, signingSecret, testCollector } from '../test-collector.ts'
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

const signed = { ref: 'A-1', signature: 'v1.1.x' }
const who = { id: 'u_1', signature: 'v1.1.y' }
const first = aResponse({ id, revision: 1, state: 'scored', trigger: signed, respondent: who })

describe('a later message does not make another response of it', () => {
  test.each<[string, Parameters<typeof aResponse>[0]]>([
    ['site', { site: 'shop' }],
    ['survey', { survey: 'support' }],
    ['kind', { kind: 'relationship' }],
    ['test', { test: true }],
    ['trigger.name', { trigger: { ...signed, name: 'support' } }],
    ['trigger.ref', { trigger: { ...signed, ref: 'A-2' } }],
    ['trigger.ref', { trigger: { ...signed, ref: null } }],
    ['trigger.source', { trigger: { ...signed, source: 'show' } }],
    ['trigger.at', { trigger: { ...signed, at: '2026-05-01T11:59:00.001Z' } }],
    ['trigger.signature', { trigger: { ...signed, signature: null } }],
    ['trigger.signature', { trigger: { ...signed, signature: 'v1.2.x' } }],
    ['respondent.id', { respondent: { ...who, id: 'u_2' } }],
    ['respondent.id', { respondent: null }],
    ['respondent.signature', { respondent: { id: 'u_1' } }],
    ['askedAt', { askedAt: '2026-05-01T12:00:00.001Z' }],
  ])('of another %s: %j', async (field, changes) => {
    const { collector, send, stored } = await testCollector()
    await send(first)

    const answer = await collector.fetch(
      responseRequest({ ...first, ...aResponse({ ...first, ...changes }), revision: 2, state: 'answered' }),
    )

    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({
      field,
      allowed: 'as in the first message about this response',
      error: expect.stringMatching(`^${field} must be as in the first message about this response, found `),
    })
    expect(await stored()).toEqual([first])
  })

  test.each<[string, object]>([
    ['the score', { score: 2, state: 'scored' }],
    ['the state and who ended it', { state: 'dismissed', score: null, endedBy: 'opted-out' }],
    [
      'what is given with Send',
      { reason: 'New', answers: { a: ['b'] }, contact: { allowed: true, email: 'a@b.c' } },
    ],
    ['what was asked', { reasonQuestion: 'Why?' }],
    [
      'what made way for it',
      { page: { ...first.page, url: null }, shortened: ['page.url'], respondent: { ...who, traits: {} } },
    ],
    ['the clock', { sentAt: '2026-05-02T12:00:00.000Z', endedAt: '2026-05-02T12:00:00.000Z' }],
    ['a field that nobody knows', { notAsked: { wait: 1 } }],
    ['the widget’s version', { client: 'howlikely/9.0.0' }],
  ])('but it may change %s', async (_case, changes) => {
    const { send, stored } = await testCollector()
    const later = { ...first, revision: 2, ...changes }

    expect(await send(first)).toEqual([204])
    expect(await send(later)).toEqual([204])

    expect(await stored()).toEqual([later])
  })

  test('nor if both come at once', async () => {
    const { send, stored } = await testCollector()

    const statuses = await send(
      first,
      { ...first, revision: 2, survey: 'support' },
      { ...first, revision: 2 },
    )

    expect(statuses).toEqual([204, 422, 204])
    expect(await stored()).toEqual([{ ...first, revision: 2 }])
  })

  test('what is kept is not told', async () => {
    const { collector, send } = await testCollector()
    await send(first)

    const answer = await collector.fetch(
      responseRequest({ ...first, revision: 2, trigger: { ...first.trigger, ref: 'guess' } }),
    )

    expect(await answer.text()).not.toMatch(/A-1|u_1/)
  })
})

describe('a revision', () => {
  test.each([
    ['of an arrow key that was held down', 10_000, 204],
    ['one higher', 10_001, 422],
    ['of the highest number', Number.MAX_SAFE_INTEGER, 422],
  ])('%s is too far from none, or is not: %d', async (_case, revision, status) => {
    const { collector, stored } = await testCollector()

    const answer = await collector.fetch(responseRequest({ ...first, revision }))

    expect(answer.status).toBe(status)
    expect(await stored()).toHaveLength(status === 204 ? 1 : 0)
    if (status === 422) expect(await answer.json()).toMatchObject({ field: 'revision', found: `${revision}` })
  })

  test.each([
    [10_001, 204],
    [10_002, 422],
    [Number.MAX_SAFE_INTEGER, 422],
  ])('after the first may be, or not: %d', async (revision, status) => {
    const { send } = await testCollector()
    await send(first)

    expect(await send({ ...first, revision, state: 'answered' })).toEqual([status])
    // Who sent it has kept nobody from answering.
    if (status === 422) expect(await send({ ...first, revision: 2, state: 'answered' })).toEqual([204])
  })
})

test('what was signed stays so, though its signature expires before the next message', async () => {
  const signer = createSigner({ secret: signingSecret, now: () => now })
  let time = now
  const { send, db } = await testCollector({ now: () => time })
  const trigger = { ref: 'A-1', signature: await signer.ref('checkout', 'A-1', { validFor: '1h' }) }
  const respondent = { id: 'u_1', signature: await signer.respondent('u_1', { validFor: '1h' }) }
  const scored = aResponse({ revision: 1, state: 'scored', trigger, respondent })
  const stranger = aResponse({ revision: 1, state: 'scored', trigger: { ref: 'A-2', signature: 'v1.9.x' } })
  await send(scored, stranger)
  time = now + 2 * 60 * 60 * 1000

  await send({ ...scored, revision: 2, state: 'answered' }, { ...stranger, revision: 2, state: 'answered' })

  const rows = await db
    .selectFrom('response')
    .select(['id', 'state', 'verified', 'respondent_verified', 'standing', 'subject'])
    .orderBy('ref')
    .execute()
  expect(rows).toMatchObject([
    {
      id: scored.id,
      state: 'answered',
      verified: 1,
      respondent_verified: 1,
      standing: 9,
      subject: 'ref\ncheckout\nA-1',
    },
    { id: stranger.id, state: 'answered', verified: 0, respondent_verified: 0, standing: 4, subject: null },
  ])
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
    { numRuns: inject('postgresUrl') ? 20 : 60 },
  )
})

test('a later message is stored even if an earlier version has stored the ref in another spelling', async () => {
  const { db, store } = await testDatabase()
  const first = { ...revisionOf(1, 'scored'), id: idOf(1) }
  const trigger = { ...first.trigger, ref: ' A-1' }
  const received = (record: ResponseRecord) => ({ record, json: JSON.stringify(record), receivedAt: now })
  await store.saveAll([received({ ...first, trigger })])
  await db.updateTable('response').set({ ref: ' A-1' }).execute()
  await store.rebuild()

  await store.saveAll([received({ ...first, trigger, revision: 2 })])

  const rows = await db.selectFrom('response').select(['revision', 'ref']).execute()
  expect(rows.map(({ revision, ref }) => [Number(revision), ref])).toEqual([[2, 'A-1']])
  expect(await store.verify()).toEqual([])
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
    { numRuns: inject('postgresUrl') ? 20 : 60 },
  )
})

function idOf(index: number): string {
  return `0199c0de-0000-7000-8000-00000000000${index}`
}

function byId(one: string, other: string): number {
  return JSON.parse(one).id < JSON.parse(other).id ? -1 : 1
}

const anyEvent: fc.Arbitrary<RecordEvent> = fc.oneof(
  fc.record({ type: fc.constant('score'), score: fc.nat({ max: 10 }), reasonQuestion: fc.string() } as const),
  fc.record({
    type: fc.constant('end'),
    by: fc.constantFrom('closed', 'opted-out', 'site', 'left'),
  } as const),
  fc.record({
    type: fc.constant('send' as const),
    answer: fc.record({
      score: fc.nat({ max: 10 }),
      scoredAt: fc.constant(now),
      reasonQuestion: fc.string(),
      reason: fc.option(fc.string({ unit: 'binary', minLength: 4900, maxLength: 5000 })),
      answers: fc.constant<ResponseRecord['answers']>({ why: ['price'] }),
      contact: fc.constant({ allowed: true, email: 'a@b.example' }),
    }),
  }),
)

test('nothing that the widget makes of a record is refused, however long it becomes', async () => {
  const { sentAt, ...asked } = aResponse({
    ...first,
    revision: 1,
    state: 'asked',
    score: null,
    trigger: { ...signed, properties: { long: '漢'.repeat(500) } },
    respondent: { ...who, traits: { long: '漢'.repeat(500) } },
    page: {
      url: `https://shop.example/?${'漢'.repeat(1900)}`,
      referrer: `https://a.example/${'漢'.repeat(1900)}`,
    },
  })
  const recordSettings = { report: 'everything', unsent: 'score' } as const
  const settings = fc.array(anyEvent, { minLength: 1, maxLength: 6 })
  const { send } = await testCollector()
  await fc.assert(
    fc.asyncProperty(settings, async events => {
      let record: StoredRecord = { ...asked, id: randomUUID() }
      for (const event of events) {
        expect(await send(fitRecord({ ...record, sentAt }))).toEqual([204])
        record = step(record, event, recordSettings, now).record
      }
      expect(await send(fitRecord({ ...record, sentAt }))).toEqual([204])
    }),
    { numRuns: 15 },
  )
})
