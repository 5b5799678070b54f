import type { Kysely } from 'kysely'
import { expect, inject, test } from 'vitest'
import { createPostgresStore } from '../../../src/collector/store/postgres-store.ts'
import { createSqliteStore } from '../../../src/collector/store/sqlite-store.ts'
import type { ReceivedResponse } from '../../../src/collector/store/store.ts'
import { knowStored, type SurveyLimits } from '../../../src/collector/store/surveys.ts'
import type { Tables } from '../../../src/collector/store/tables.ts'
import { aResponse } from '../a-response.ts'
import { now } from '../test-collector.ts'
import { testDatabase } from '../test-database.ts'

const limits: SurveyLimits = { sites: 2, surveysOfSite: 3, undeclared: 5 }

const storeOf = (db: Kysely<Tables>) =>
  (inject('postgresUrl') ? createPostgresStore : createSqliteStore)(db, limits)

const of = (survey: string, site = 'main'): ReceivedResponse => {
  const record = aResponse({ survey, site })
  return { record, json: JSON.stringify(record), receivedAt: now }
}

async function newStore() {
  const { db } = await testDatabase()
  return { db, store: storeOf(db) }
}

const namesIn = (rows: readonly { site: string; survey: string }[]) =>
  [...new Set(rows.map(({ site, survey }) => `${site}/${survey}`))].sort()

test('so many surveys of a site, and so many sites, are known by themselves; what comes for others is kept apart', async () => {
  const { store } = await newStore()

  await store.saveAll(['a', 'b', 'c', 'd', 'a'].map(survey => of(survey)))
  await store.saveAll([of('a', 'shop'), of('a', 'third'), of('d')])

  expect(namesIn(await store.tally())).toEqual(['main/a', 'main/b', 'main/c', 'shop/a'])
  expect(await store.surveys()).toMatchObject({
    undeclared: {
      responses: 3,
      most: 5,
      names: [
        { site: 'main', survey: 'd', responses: 2 },
        { site: 'third', survey: 'a', responses: 1 },
      ],
    },
  })
})

test('beyond a bound they are turned away, each by itself, until there is room again', async () => {
  const { store } = await newStore()
  await store.declare([{ site: 'main', survey: 'a' }])
  const made = Array.from({ length: 7 }, (_, number) => of(`made-${number}`))
  const known = of('a')

  const { turnedAway } = await store.saveAll([...made, known])

  expect(turnedAway).toHaveLength(2)
  expect(turnedAway).not.toContain(known.record.id)
  expect(await store.records({ limit: 10 })).toHaveLength(6)
  expect(await store.eraseUndeclared()).toBe(5)
  await expect.poll(async () => (await store.saveAll([of('made-8')])).turnedAway).toEqual([])
})

test('surveys that another collector has declared are also known here', async () => {
  const { db, store } = await newStore()
  await store.saveAll([of('a')])

  await storeOf(db).declare([{ site: 'main', survey: 'late' }])

  await expect
    .poll(async () => {
      await store.saveAll([of('late')])
      return namesIn(await store.tally())
    })
    .toEqual(['main/a', 'main/late'])
})

test('a later message stays apart with the first, whatever survey it names, and counts once that is declared', async () => {
  const { store } = await newStore()
  await store.declare([{ site: 'main', survey: 'a' }])
  const { record } = of('made-up')
  const revised = (revision: number, survey: string) => {
    const changed = { ...record, revision, survey, state: 'scored' as const }
    return { record: changed, json: JSON.stringify(changed), receivedAt: now }
  }
  const seen = async () => [namesIn(await store.tally()), (await store.surveys()).undeclared.responses]

  await store.saveAll([revised(1, 'made-up')])
  await expect(store.saveAll([revised(2, 'a')])).rejects.toMatchObject({ name: 'MessagesRefused' })
  await store.saveAll([revised(3, 'made-up')])
  expect(await seen()).toEqual([[], 1])
  await store.declare([{ site: 'main', survey: 'made-up' }])
  expect(await seen()).toEqual([['main/made-up'], 0])
  await store.saveAll([revised(4, 'made-up')])
  await expect(store.saveAll([revised(5, 'b')])).rejects.toMatchObject({ name: 'MessagesRefused' })

  expect(await seen()).toEqual([['main/made-up'], 0])
  expect(await store.verify()).toEqual([])
})

test('a batch of very many made-up names is stored or turned away like any other', async () => {
  const { db } = await testDatabase()
  const store = (inject('postgresUrl') ? createPostgresStore : createSqliteStore)(db, {
    ...limits,
    undeclared: 1000,
  })
  await store.declare([{ site: 'main', survey: 'a' }])

  const { turnedAway } = await store.saveAll(Array.from({ length: 1050 }, (_, number) => of(`n-${number}`)))

  expect(turnedAway).toHaveLength(50)
  expect((await store.surveys()).undeclared.responses).toBe(1000)
})

test('rejected surveys are reported even if another message is refused', async () => {
  const { store } = await newStore()
  await store.declare([{ site: 'main', survey: 'a' }])
  await store.saveAll(Array.from({ length: limits.undeclared }, () => of('made-up')))
  const first = { ...of('a').record, state: 'scored' as const }
  const other = { ...first, revision: first.revision + 1, test: true }
  const received = (record: typeof first) => ({ record, json: JSON.stringify(record), receivedAt: now })
  const beyond = of('made-up')

  const saving = store.saveAll([received(first), beyond, received(other)])

  await expect(saving).rejects.toMatchObject({
    name: 'MessagesRefused',
    refused: [{ place: 2, complaint: { field: 'test' } }],
    turnedAway: [beyond.record.id],
  })
  expect((await store.surveys()).undeclared.responses).toBe(limits.undeclared)
  expect(await store.verify()).toEqual([])
})

test.each([
  ['few', ['a', 'b'], ['main/a', 'main/b'], 0],
  ['too many', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'f', 'g', 'g', 'a'], ['main/a', 'main/f', 'main/g'], 4],
])(
  'a store from before, with %s surveys, knows those with the most responses',
  async (_case, surveys, known, apart) => {
    const { db, store } = await newStore()
    await store.declare(surveys.map(survey => ({ site: 'main', survey })))
    await store.saveAll(surveys.map(survey => of(survey)))
    await db.deleteFrom('known_survey').execute()

    await knowStored(db, limits)
    await store.rebuild()

    expect(namesIn(await store.tally())).toEqual(known)
    expect((await store.surveys()).undeclared.responses).toBe(apart)
  },
)
