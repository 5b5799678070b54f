import { expect, test } from 'vitest'
import { digestIn, makeDigests } from '../../../src/collector/alerts/make-digests.ts'
import type { Body } from '../../../src/collector/alerts/message.ts'
import type { ResponseRecord } from '../../../src/protocol/response.ts'
import { FiguresAnswer } from '../../../src/report/api/figures-answer.ts'
import { aResponse } from '../a-response.ts'
import { testCollector } from '../test-collector.ts'
import { testDatabase } from '../test-database.ts'
import { by, destinationOf, received, recordedOut, testSender } from './sending.ts'

const monday = Date.parse('2026-05-04T08:00:00.000Z')
const sentAt = new Date(monday).toISOString()
const on = (at: string) => ({ askedAt: at, scoredAt: at, endedAt: at, sentAt })

type Fields = Parameters<typeof aResponse>[0]
const answers = (count: number, at: string, fields: (place: number) => Fields): ResponseRecord[] =>
  Array.from({ length: count }, (_, place) => aResponse({ reason: null, ...on(at), ...fields(place) }))

/** Two weeks of two surveys; late parcels are heard of more in the second. */
const records = [
  ...answers(60, '2026-04-22T10:00:00.000Z', place => ({
    score: place % 3 === 0 ? 4 : 9,
    reason: place < 2 ? 'late' : null,
  })),
  ...answers(80, '2026-04-27T00:00:00.000Z', place => ({
    score: place % 2 === 0 ? 3 : 9,
    reason: place < 30 ? 'late' : null,
  })),
  ...answers(9, '2026-05-03T23:59:59.000Z', place => ({ survey: 'support', score: place + 1 })),
  ...answers(5, '2026-05-04T00:00:00.000Z', () => ({ score: 0 })),
  aResponse({
    ...on('2026-04-28T10:00:00.000Z'),
    score: 0,
    contact: { allowed: true, email: 'ada@shop.example' },
  }),
  aResponse({
    ...on('2026-04-28T10:00:00.000Z'),
    score: 0,
    contact: { allowed: true, email: null },
    trigger: { value: 900, currency: 'EUR' },
  }),
  aResponse({ ...on('2026-04-28T10:00:00.000Z'), score: 1, contact: { allowed: false, email: null } }),
  aResponse({ ...on('2026-04-28T10:00:00.000Z'), score: 1, test: true }),
]

test('a digest’s numbers are those of the report for the same week', async () => {
  const { send, store, operatorGets } = await testCollector({ now: () => monday })
  expect(new Set(await send(...records))).toEqual(new Set([204]))
  await store.keepTag({ name: 'Late parcel', words: 'late' })

  const digest = await digestIn(store, { from: '2026-04-27', to: '2026-05-03' }, monday, async () => 3)

  const answer = await operatorGets('/api/figures?from=2026-04-27&to=2026-05-03')
  const { groups } = FiguresAnswer.parse(await answer.json())
  const of = (survey: string, when: string) => groups.find(one => one.survey === survey && one.when === when)
  expect(digest.surveys.map(({ survey }) => survey)).toEqual(['checkout', 'support'])
  for (const { survey, answers: count, score, interval, answersBefore, scoreBefore } of digest.surveys) {
    const [now, before] = [of(survey, 'period'), of(survey, 'before')]
    expect([count, score, interval]).toEqual([now?.answers, now?.score, now?.interval])
    expect([answersBefore, scoreBefore]).toEqual([before?.answers ?? 0, before?.score ?? null])
  }
  expect(digest.surveys[0]).toMatchObject({ answers: 83, answersBefore: 60, verdict: 'fall' })
  expect(digest.surveys[0]?.tags).toEqual([{ name: 'Late parcel', answers: 30, answersBefore: 2 }])
  expect(digest.surveys[1]).toMatchObject({ answers: 9, verdict: 'unknown', points: null })
  expect(digest.openFollowUps).toBe(3)
  // The more expensive order first; customers who gave no permission are not listed.
  expect(digest.calls).toEqual([records.at(-3)?.id, records.at(-4)?.id])
})

async function weeklyStore() {
  const { store } = await testDatabase()
  await store.saveAll(records.map(record => received(record, Date.parse(record.sentAt))))
  const make = (at: number, made = new Set<string>()) => makeDigests(store, at, made)
  const made = async () =>
    (await store.messages({ state: null, older: null, limit: 50 })).map(({ kind, destination }) => [
      kind,
      destination,
    ])
  return { store, make, made }
}

const weekly = (name: string, zone: string) => destinationOf(name, { digest: true, zone })
const since = (instant: string) => ({ ...by, now: Date.parse(instant) })

test('it is made once for a week and destination, at eight by its clocks, whatever restarts', async () => {
  const { store, make, made } = await weeklyStore()
  await store.keepDestination(weekly('sthlm', 'Europe/Stockholm'), since('2026-04-29T00:00:00Z'))
  await store.keepDestination(weekly('utc', 'UTC'), since('2026-04-29T00:00:00Z'))
  await store.keepDestination(destinationOf('none'), by)
  const two = 2 * 60 * 60_000

  expect(await make(monday - two - 1)).toBe(0)
  expect(await make(monday - two)).toBe(1)
  expect(await make(monday - 1)).toBe(0)
  const known = new Set<string>()
  expect(await make(monday, known)).toBe(1)
  expect([await make(monday, known), await make(monday + 6 * 86_400_000)]).toEqual([0, 0])
  expect(await made()).toEqual([
    ['digest', 'utc'],
    ['digest', 'sthlm'],
  ])
  // The next week is another.
  expect(await make(monday + 7 * 86_400_000)).toBe(2)
})

test('a destination that wants it from Tuesday on gets the next one first', async () => {
  const { store, make } = await weeklyStore()
  await store.keepDestination(weekly('channel', 'UTC'), since('2026-05-05T09:00:00Z'))

  expect(await make(monday + 2 * 86_400_000)).toBe(0)
  expect(await make(monday + 7 * 86_400_000)).toBe(1)
})

test('a collector that was away on Monday sends it when it is back; not in the week after', async () => {
  const { store, make } = await weeklyStore()
  await store.keepDestination(weekly('channel', 'UTC'), since('2026-04-29T00:00:00Z'))

  expect(await make(monday + 6 * 86_400_000 + 1)).toBe(0)
  expect(await make(monday + 5 * 86_400_000)).toBe(1)
})

test('a channel gets the week without an address, and a mail with those who may be contacted', async () => {
  const { store, make } = await weeklyStore()
  const early = since('2026-04-29T00:00:00Z')
  await store.keepDestination(weekly('channel', 'UTC'), early)
  await store.keepDestination(
    { ...weekly('care', 'UTC'), kind: 'email', address: 'care@shop.example' },
    early,
  )
  await make(monday)
  const { out, posts, mails } = recordedOut()
  const { clock, sender } = testSender(store, out)
  clock.now = monday

  await sender.round()

  const { text } = JSON.parse(posts[0]?.body ?? '')
  expect(text).toContain('*The week from 27 April to 3 May 2026*')
  expect(text).toContain('*0 of 10* · checkout · value EUR 900.00')
  expect(text).not.toMatch(/@|follow-ups/)
  expect(mails[0]).toMatchObject({ subject: 'The week from 27 April to 3 May 2026' })
  expect(mails[0]?.text).toContain('May be written to: ada@shop.example')
  expect(mails[0]?.html).not.toMatch(/<img|src=|url\(/)
})

test('a respondent erased since is not on the list of people to call', async () => {
  const { store, make } = await weeklyStore()
  await store.keepDestination(weekly('channel', 'UTC'), since('2026-04-29T00:00:00Z'))
  await make(monday)
  await store.erase({ by: 'id', value: records.at(-3)?.id ?? '' }, monday)
  const { out, posts } = recordedOut()
  const { clock, sender } = testSender(store, out)
  clock.now = monday

  await sender.round()

  expect(posts[0]?.body).not.toContain('900')
  expect(posts[0]?.body).toContain('*0 of 10* · checkout')
})

test('what waits names answers, and repeats nothing of them', async () => {
  const { store, make } = await weeklyStore()
  await store.keepDestination(weekly('channel', 'UTC'), since('2026-04-29T00:00:00Z'))
  await make(monday)

  const [{ body } = { body: { kind: 'test' } as Body }] = await store.dueMessages({ now: monday, except: [] })

  expect(JSON.stringify(body)).not.toMatch(/@|EUR/)
})
