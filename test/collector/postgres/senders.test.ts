import { expect, inject, onTestFinished, test } from 'vitest'
import { createPostgresStore, openPostgres } from '../../../src/collector/store/postgres-store.ts'
import { aResponse } from '../a-response.ts'
import { destinationOf, received, recordedOut, tell, testSender } from '../alerts/sending.ts'
import { now } from '../test-collector.ts'
import { newPostgresDatabase } from '../test-database.ts'

/** Several collectors' stores on one database. */
async function stores(count: number) {
  const { url, drop } = await newPostgresDatabase(inject('postgresUrl') ?? '')
  onTestFinished(drop)
  return Promise.all(
    Array.from({ length: count }, async () => {
      const store = createPostgresStore(await openPostgres({ url, connections: 4 }))
      onTestFinished(() => store.close())
      return store
    }),
  )
}

test('two collectors on one database send each message once, in order', async () => {
  const [one, other] = await stores(2)
  if (!one || !other) throw new Error('Two, please.')
  await tell(one, destinationOf('channel'))
  const { out, keys, reasons } = recordedOut()
  const told = Array.from({ length: 12 }, (_, place) => `answer ${place}`)
  const [first, second] = [testSender(one, out).sender, testSender(other, out).sender]

  for (const [place, reason] of told.entries()) {
    await (place % 2 === 0 ? one : other).saveAll([
      received(aResponse({ score: 1, reason }), now - 100 + place),
    ])
    await Promise.all([first.round(), second.round()])
  }
  await expect.poll(() => one.countWaiting()).toBe(0)

  expect(reasons()).toEqual(told)
  expect(new Set(keys()).size).toBe(told.length)
})

test('while one collector sends, the other leaves it alone; once it is gone, the other goes on', async () => {
  const [one, other] = await stores(2)
  if (!one || !other) throw new Error('Two, please.')
  await tell(one, destinationOf('channel'))
  const { out, react, posts, keys } = recordedOut()
  await one.saveAll([received(aResponse({ score: 1 }))])
  react(() => new Promise(() => {}))
  const first = testSender(one, out).sender
  const round = first.round()
  await expect.poll(() => posts.length).toBe(1)

  await testSender(other, out).sender.round()
  expect(posts).toHaveLength(1)
  first.stop()
  await round
  react(() => ({ ok: true, status: 200 }))
  await testSender(other, out).sender.round()

  expect(new Set(keys()).size).toBe(1)
  expect(posts).toHaveLength(2)
  expect(await one.countWaiting()).toBe(0)
})

test('a rule that one collector has changed applies to what another stores', async () => {
  const [one, other] = await stores(2)
  if (!one || !other) throw new Error('Two, please.')
  expect(await other.saveAll([received(aResponse({ score: 1 }))])).toMatchObject({ raised: 0 })

  await tell(one, destinationOf('channel'))

  expect(await other.saveAll([received(aResponse({ score: 1 }))])).toMatchObject({ raised: 1 })
})
