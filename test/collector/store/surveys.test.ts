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

test('what another collector has declared is known here, too', async () => {
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

test('a revision that names another survey goes where that belongs, and back', async () => {
  const { store } = await newStore()
  await store.declare([{ site: 'main', survey: 'a' }])
  const { record } = of('a')
  const revised = (revision: number, survey: string) => {
    const changed = { ...record, revision, survey, state: 'scored' as const }
    return { record: changed, json: JSON.stringify(changed), receivedAt: now }
  }

  const seen: unknown[] = []
  for (const [revision, survey] of [
    [1, 'a'],
    [2, 'made-up'],
    [3, 'a'],
  ] as const) {
    await store.saveAll([revised(revision, survey)])
    seen.push([namesIn(await store.tally()), (await store.surveys()).undeclared.responses])
  }

  expect(seen).toEqual([
    [['main/a'], 0],
    [[], 1],
    [['main/a'], 0],
  ])
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
