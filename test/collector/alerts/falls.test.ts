import { expect, test } from 'vitest'
import { findFalls } from '../../../src/collector/alerts/find-falls.ts'
import { aResponse } from '../a-response.ts'
import { testDatabase } from '../test-database.ts'
import { destinationOf, received, recordedOut, tell, testSender } from './sending.ts'

const today = Date.parse('2026-05-01T12:00:00.000Z')
const day = 86_400_000

/** Answers of a day, so many of them detractors. */
const answersOn = (at: number, count: number, detractors: number, team = 'north') =>
  Array.from({ length: count }, (_, place) => {
    const instant = new Date(at).toISOString()
    const score = place < detractors ? 3 : 9
    const times = { askedAt: instant, scoredAt: instant, endedAt: instant, sentAt: instant }
    return received(aResponse({ ...times, score, trigger: { properties: { team } } }), at)
  })

async function fallingStore(rule: object = {}) {
  const { store } = await testDatabase()
  await tell(store, destinationOf('channel'), { name: 'Falls', on: 'fall', ...rule })
  const { out, posts } = recordedOut()
  const { sender } = testSender(store, out)
  return { store, posts, sender, find: (now = today) => findFalls(store, now) }
}

test('a score that fell by more than noise is reported once, not each day', async () => {
  const { store, find, posts, sender } = await fallingStore()
  await store.saveAll([...answersOn(today - 40 * day, 100, 10), ...answersOn(today - 10 * day, 100, 40)])

  expect(await find()).toBe(1)
  expect([await find(today + 1000), await find(today + day), await find(today + 5 * day)]).toEqual([0, 0, 0])

  // The sender's clock is a little later.
  await sender.round()
  await store.dueMessages({ now: today, except: [] })
  expect(JSON.parse(posts[0]?.body ?? '{}').text).toContain(
    'checkout: NPS 20 in the last 30 days (100 answers), down 60 points from 80 in the 30 days before (100 answers)',
  )
})

test('the next fall is another once the score has been up again', async () => {
  const { store, find } = await fallingStore()
  await store.saveAll([...answersOn(today - 40 * day, 100, 10), ...answersOn(today - 10 * day, 100, 40)])
  expect(await find()).toBe(1)
  await store.saveAll(answersOn(today + 25 * day, 300, 10))
  expect(await find(today + 25 * day)).toBe(0)
  await store.saveAll(answersOn(today + 58 * day, 300, 200))

  expect(await find(today + 58 * day)).toBe(1)
})

test.each([
  ['it rose', 40, 10],
  ['the difference is noise', 20, 24],
])('nobody is told where %s', async (_case, before, after) => {
  const { store, find } = await fallingStore()
  await store.saveAll([
    ...answersOn(today - 40 * day, 100, before),
    ...answersOn(today - 10 * day, 100, after),
  ])

  expect(await find()).toBe(0)
})

test('nothing is reported of too few answers to say anything', async () => {
  const { store, find } = await fallingStore()
  await store.saveAll([...answersOn(today - 40 * day, 29, 0), ...answersOn(today - 10 * day, 100, 100)])

  expect(await find()).toBe(0)
})

test('a rule may look at one team, one survey or one site alone', async () => {
  const { store, find } = await fallingStore({ team: 'south' })
  await tell(store, destinationOf('other'), { on: 'fall', site: 'outlet' })
  await tell(store, destinationOf('third'), { on: 'fall', survey: 'support' })
  await store.saveAll([...answersOn(today - 40 * day, 100, 10), ...answersOn(today - 10 * day, 100, 40)])
  expect(await find()).toBe(0)

  await store.saveAll([
    ...answersOn(today - 40 * day, 100, 10, 'south'),
    ...answersOn(today - 10 * day, 100, 40, 'south'),
  ])

  expect(await find()).toBe(1)
})

test('a fall among answers of detractors raises no alert of a rule about answers', async () => {
  const { store } = await fallingStore()

  expect(await store.saveAll(answersOn(today, 3, 3))).toMatchObject({ raised: 0 })
})
