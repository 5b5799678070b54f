import { expect, inject, onTestFinished, test } from 'vitest'
import { createPostgresStore, openPostgres } from '../../../src/collector/store/postgres-store.ts'
import type { ReceivedResponse } from '../../../src/collector/store/store.ts'
import { tries } from '../../support/thorough.ts'
import { aResponse } from '../a-response.ts'
import { now } from '../test-collector.ts'
import { newPostgresDatabase } from '../test-database.ts'

const server = inject('postgresUrl') ?? ''

async function colleagues(many: number) {
  const { url, drop } = await newPostgresDatabase(server)
  onTestFinished(drop)
  const all = await Promise.all(Array.from({ length: many }, () => openPostgres({ url })))
  onTestFinished(async () => void (await Promise.all(all.map(db => db.destroy()))))
  return all.map(db => createPostgresStore(db))
}

test('collectors that store, revise, erase, declare and fill the same at the same time count each once', async () => {
  const stores = await colleagues(3)
  const ids = Array.from({ length: 40 }, () => aResponse().id)
  const batch = (round: number, place: number): ReceivedResponse[] =>
    ids.map((id, number) => {
      const record = aResponse({
        id: number % 5 ? id : aResponse().id,
        revision: round * 3 + place + 1,
        state: (number + round) % 9 ? 'scored' : 'answered',
        score: (number * 7 + round + place) % 11,
        survey: number % 11 ? 'checkout' : 'late',
        trigger: { ref: number % 3 ? `A-${(number % 5 ? number : number + place) % 6}` : null },
      })
      const vouched = { trigger: number % 4 === 0, respondent: false }
      return { record, json: JSON.stringify(record), receivedAt: now + round, vouched }
    })

  await stores[0]?.declare([{ site: 'main', survey: 'checkout' }])
  for (let round = 0; round < tries(6, 100); round += 1) {
    await Promise.all([
      ...stores.map((store, place) => store.saveAll(batch(round, place))),
      ...stores.map((store, place) => store.saveAll(batch(round, place).toReversed())),
      stores[0]?.erase({ by: 'ref', value: `A-${round % 6}` }, now),
      stores[1]?.expire({ responses: now + round - 3, emails: null, erased: 0, triggers: 0, limit: 30 }),
      round === 2 && stores[2]?.declare([{ site: 'main', survey: 'late' }]),
      round % 3 === 1 && stores[1]?.rebuild(),
    ])
  }

  expect(await stores[0]?.verify()).toEqual([])
})
