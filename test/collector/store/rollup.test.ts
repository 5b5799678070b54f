import fc from 'fast-check'
import type { Kysely } from 'kysely'
import { expect, inject, test } from 'vitest'
import { createPostgresStore } from '../../../src/collector/store/postgres-store.ts'
import { createSqliteStore } from '../../../src/collector/store/sqlite-store.ts'
import {
  MessagesRefused,
  type ReceivedResponse,
  type UpdatedStore,
} from '../../../src/collector/store/store.ts'
import type { SurveyLimits } from '../../../src/collector/store/surveys.ts'
import type { Tables } from '../../../src/collector/store/tables.ts'
import { tallyOfResponses } from '../../../src/collector/store/tally.ts'
import type { ResponseRecord } from '../../../src/protocol/response.ts'
import { type Selection, selectionOf } from '../../../src/report/api/figures-query.ts'
import type { Segment } from '../../../src/report/api/segments.ts'
import type { TallyRow } from '../../../src/report/figures.ts'
import { tries } from '../../support/thorough.ts'
import { aResponse } from '../a-response.ts'
import { testDatabase } from '../test-database.ts'

const day = 86_400_000
const start = Date.parse('2026-05-01T22:00:00.000Z')
const limits: SurveyLimits = { sites: 1, surveysOfSite: 2, undeclared: 4 }

const storeOf = (db: Kysely<Tables>, surveyLimits?: SurveyLimits): UpdatedStore =>
  (inject('postgresUrl') ? createPostgresStore : createSqliteStore)(db, surveyLimits)

/** What no later message about a response may change. Few of each, so that they meet often. */
const asking = fc.record({
  test: fc.boolean(),
  survey: fc.constantFrom('a', 'a', 'b', 'c', 'd'),
  kind: fc.constantFrom('transactional', 'transactional', 'relationship'),
  ref: fc.constantFrom(null, 'R-1', 'R-1', 'R-2', 'R-\ud800'),
  name: fc.constantFrom('checkout', 'support'),
  source: fc.constantFrom('ga4', 'show', 'link'),
  respondent: fc.constantFrom(null, 'u_1', 'u_2'),
  hours: fc.integer({ min: 0, max: 30 }),
})

type Asking = typeof asking extends fc.Arbitrary<infer Value> ? Value : never

const message = fc.record({
  id: fc.integer({ min: 1, max: 9 }),
  revision: fc.integer({ min: 1, max: 5 }),
  state: fc.constantFrom('asked', 'scored', 'answered', 'dismissed'),
  score: fc.constantFrom(null, 0, 7, 9, 10),
  device: fc.constantFrom('mobile', 'desktop'),
  locale: fc.constantFrom('en', 'sv', 'e\0n', 'e\udc00n'),
  vouched: fc.record({ trigger: fc.boolean(), respondent: fc.boolean() }),
  hours: fc.integer({ min: 0, max: 60 }),
  /** Somebody says that it was asked otherwise. */
  otherwise: fc.option(asking, { freq: 8 }),
})

const step = fc.oneof(
  { weight: 12, arbitrary: fc.record({ save: fc.array(message, { minLength: 1, maxLength: 6 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      erase: fc.constantFrom(
        { by: 'ref', value: 'R-1' } as const,
        { by: 'respondent', value: 'u_1' } as const,
        { by: 'id', value: idOf(1) } as const,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ expireBefore: fc.integer({ min: 0, max: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ declare: fc.constantFrom('b', 'c', 'd') }) },
  { weight: 1, arbitrary: fc.constant({ eraseUndeclared: true as const }) },
  { weight: 1, arbitrary: fc.record({ fillAnewFrom: fc.integer({ min: 0, max: 9 }) }) },
  { weight: 2, arbitrary: fc.constant({ fill: true as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ segments: fc.subarray<Segment>(['team', 'trait.plan', 'value']) }),
  },
)

/** One for each response. */
const anyAskings = fc.array(asking, { minLength: 9, maxLength: 9 })

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

function idOf(number: number): string {
  return `00000000-0000-4000-8000-00000000000${number}`
}

function receivedOf(
  one: typeof message extends fc.Arbitrary<infer Value> ? Value : never,
  askings: readonly Asking[],
): ReceivedResponse {
  const asked = one.otherwise ?? askings[one.id - 1]
  if (!asked) throw new Error('There are fewer askings than responses.')
  const instant = (hours: number) => new Date(start + hours * 3_600_000).toISOString()
  const hours = Math.max(asked.hours, one.hours)
  const record: ResponseRecord = {
    ...aResponse({
      id: idOf(one.id),
      revision: one.revision,
      state: one.state,
      test: asked.test,
      survey: asked.survey,
      kind: asked.kind,
      score: one.score,
      device: one.device,
      locale: one.locale,
      trigger: {
        ...{ ref: asked.ref, name: asked.name, source: asked.source },
        properties: { team: one.device },
      },
      askedAt: instant(asked.hours),
      scoredAt: instant(hours),
      endedAt: instant(hours),
      sentAt: instant(hours),
    }),
    ...(asked.respondent === null ? {} : { respondent: { id: asked.respondent } }),
  }
  const receivedAt = start + hours * 3_600_000
  return { record, json: JSON.stringify(record), receivedAt, vouched: one.vouched }
}

async function save(store: UpdatedStore, responses: readonly ReceivedResponse[]): Promise<void> {
  try {
    await store.saveAll(responses)
  } catch (error) {
    // The others are stored.
    if (!(error instanceof MessagesRefused)) throw error
  }
}

async function take(
  store: UpdatedStore,
  db: Kysely<Tables>,
  next: Step,
  askings: readonly Asking[],
): Promise<unknown> {
  if ('save' in next)
    return save(
      store,
      next.save.map(one => receivedOf(one, askings)),
    )
  if ('erase' in next) return store.erase(next.erase, start)
  if ('expireBefore' in next) {
    const responses = start + next.expireBefore * 3_600_000
    return store.expire({ responses, emails: null, erased: 0, triggers: 0, limit: 3 })
  }
  if ('declare' in next) return store.declare([{ site: 'main', survey: next.declare }])
  if ('eraseUndeclared' in next) return store.eraseUndeclared()
  if ('fill' in next) return store.fill()
  if ('segments' in next) return store.declareSegments(next.segments)
  // As an update leaves it, and as somebody leaves it who was cut off: it has come as far as this response.
  await store.rebuild()
  await db.deleteFrom('rollup').execute()
  await db.insertInto('fill').values({ name: 'rollup', after: '' }).execute()
  return undefined
}

const sorted = (rows: readonly TallyRow[]) =>
  rows.map(row => JSON.stringify(Object.entries(row).sort())).sort()

test('whatever comes, is revised, erased, let go of or declared, the rollup says what counting all again does', {
  timeout: 600_000,
}, async () => {
  const { db } = await testDatabase()
  await fc.assert(
    fc.asyncProperty(anyAskings, fc.array(step, { minLength: 1, maxLength: 25 }), async (askings, steps) => {
      await empty(db)
      const store = storeOf(db, limits)
      for (const next of steps) {
        await take(store, db, next, askings)
        const starts = [start, start + day]
        const days = starts.map(at => Math.ceil(at / day))
        expect(sorted(await store.tally(starts))).toEqual(sorted(await tallyOfResponses(db, days)))
      }
      while (await store.fill());
      expect(await store.verify()).toEqual([])
      expect(sorted(await store.tally())).toEqual(sorted(await tallyOfResponses(db)))
    }),
    { numRuns: tries(inject('postgresUrl') ? 25 : 120, 1500), seed: 1 },
  )
})

async function empty(db: Kysely<Tables>): Promise<void> {
  for (const table of [
    'response',
    'erased',
    'fill',
    'known_survey',
    'undeclared',
    'rollup',
    'counted_segment',
  ] as const) {
    await db.deleteFrom(table).execute()
  }
}

const received = (changes: Parameters<typeof aResponse>[0] = {}, receivedAt = start): ReceivedResponse => {
  const record = aResponse(changes)
  return { record, json: JSON.stringify(record), receivedAt }
}

test('a difference is named: where it is, what the rollup says, and what there is', async () => {
  const { db } = await testDatabase()
  const store = storeOf(db)
  await store.saveAll([received({ score: 9 }), received({ score: 9 }), received({ score: 2 })])
  expect(await store.verify()).toEqual([])

  await db.updateTable('rollup').set({ score_9: 7 }).where('segment', '=', 'device').execute()
  await db.deleteFrom('rollup').where('segment', '=', 'language').execute()

  const key = { site: 'main', survey: 'checkout', day: Math.floor(Date.parse('2026-05-01') / day) }
  const differences = await store.verify()
  expect(differences).toHaveLength(4)
  expect(differences).toContainEqual(
    expect.objectContaining({
      ...key,
      segment: 'device',
      value: 'mobile',
      column: 'score_9',
      rollup: 7,
      recount: 2,
    }),
  )
  expect(differences).toContainEqual(
    expect.objectContaining({
      ...key,
      segment: 'language',
      value: 'en',
      column: 'score_2',
      rollup: 0,
      recount: 1,
    }),
  )
  expect(differences).toContainEqual(
    expect.objectContaining({ ...key, segment: 'language', column: 'with_reason', rollup: 0, recount: 3 }),
  )

  await store.rebuild()
  expect(await store.verify()).toEqual([])
})

test('while the rollup is being filled, answers are taken, and the report counts all the same', async () => {
  const { db } = await testDatabase()
  const store = storeOf(db)
  const before = Array.from({ length: 1200 }, (_, number) =>
    received({ trigger: { ref: `A-${number % 700}` } }),
  )
  await store.saveAll(before.slice(0, 600))
  await store.saveAll(before.slice(600))
  const whole = await store.tally()
  await db.deleteFrom('rollup').execute()
  await db.insertInto('fill').values({ name: 'rollup', after: '' }).execute()

  expect(await store.verify()).toBe('filling')
  expect(await store.tally()).toEqual(whole)
  let batches = 0
  while (await store.fill()) {
    batches += 1
    await store.saveAll([received({ trigger: { ref: `A-${batches}` }, score: 1 })])
    await store.erase({ by: 'ref', value: `A-${batches + 100}` }, start)
  }

  expect(batches).toBeGreaterThan(2)
  expect(await store.verify()).toEqual([])
})

test('usual segments at once, with or without a declared one, or two declared ones are read from the rollup, others from the answers', async () => {
  const { db } = await testDatabase()
  const store = storeOf(db)
  const respondent = { id: 'u_1', traits: { plan: 'pro', size: 'small' } }
  await store.saveAll([received({ score: 9, trigger: { properties: { team: 'north' } }, respondent })])
  await store.declareSegments(['trait.plan', 'trait.size'])
  const selection = selectionOf({ period: 'all' }, start)
  const counted = async (by: Segment[], filters: Selection['filters'] = []) => {
    const rows = await store.figures({ selection: { ...selection, filters }, by, byDay: false })
    return rows.map(({ first, second, scores }) => [first, second, scores[9]])
  }
  const isMobile = { segment: 'device', value: 'mobile' } as const

  expect(await counted(['trait.plan'])).toEqual([['pro', null, 1]])
  while (await store.fill());
  expect(await store.verify()).toEqual([])
  // What is read from the rollup shows by what nobody has answered.
  await db.updateTable('rollup').set({ score_9: 7 }).execute()

  expect(await counted(['trait.plan'])).toEqual([['pro', null, 7]])
  expect(await counted(['language', 'touchpoint'], [isMobile])).toEqual([['en', 'checkout', 7]])
  expect(await counted(['team'])).toEqual([['north', null, 1]])
  expect(await counted(['trait.plan'], [isMobile])).toEqual([['pro', null, 7]])
  expect(await counted(['device', 'trait.size'], [isMobile])).toEqual([['mobile', 'small', 7]])
  expect(await counted(['trait.size', 'trait.plan'])).toEqual([['small', 'pro', 7]])
  expect(await counted(['trait.size'], [{ segment: 'trait.plan', value: 'pro' }])).toEqual([
    ['small', null, 7],
  ])
  expect(await counted(['trait.size', 'trait.plan'], [isMobile])).toEqual([['small', 'pro', 1]])
  expect(await counted(['team', 'device'])).toEqual([['north', 'mobile', 1]])

  await store.declareSegments([])
  while (await store.fill());
  expect(await counted(['trait.plan'])).toEqual([['pro', null, 1]])
  expect(await counted(['device'])).toEqual([['mobile', null, 1]])
})
