import fc from 'fast-check'
import type { Kysely } from 'kysely'
import { expect, inject, test } from 'vitest'
import { createPostgresStore } from '../../../src/collector/store/postgres-store.ts'
import { createSqliteStore } from '../../../src/collector/store/sqlite-store.ts'
import type { ReceivedResponse, UpdatedStore } from '../../../src/collector/store/store.ts'
import type { SurveyLimits } from '../../../src/collector/store/surveys.ts'
import type { Tables } from '../../../src/collector/store/tables.ts'
import { tallyOfResponses } from '../../../src/collector/store/tally.ts'
import { type Selection, selectionOf } from '../../../src/report/api/figures-query.ts'
import type { Segment } from '../../../src/report/api/segments.ts'
import { tries } from '../../support/thorough.ts'
import { aResponse } from '../a-response.ts'
import { testDatabase } from '../test-database.ts'
import { anyAskings, day, empty, limits, sorted, start, step, take } from './some-history.ts'

const storeOf = (db: Kysely<Tables>, surveyLimits?: SurveyLimits): UpdatedStore =>
  (inject('postgresUrl') ? createPostgresStore : createSqliteStore)(db, surveyLimits)

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
