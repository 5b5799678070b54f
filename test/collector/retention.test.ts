import type { Kysely } from 'kysely'
import { expect, test } from 'vitest'
import { doubtLasts, longestAbsence } from '../../src/collector/judge-clock.ts'
import { applyRetention, doubtInWords, type Retention } from '../../src/collector/retention.ts'
import type { Store } from '../../src/collector/store/store.ts'
import type { Tables } from '../../src/collector/store/tables.ts'
import { aResponse } from './a-response.ts'
import { now, responseRequest, testCollector } from './test-collector.ts'

const day = 24 * 60 * 60 * 1000
const usual: Retention = { responseDays: 730, emailDays: 180 }
const contact = { allowed: true, email: 'anna@example.com' }

/** The same, of a collector that has looked at its clock all the time. */
async function applied(
  { db, store }: { db: Kysely<Tables>; store: Store },
  retention: Retention,
  at: number,
): Promise<number> {
  const looked = { trusted_at: at, doubted_since: null, doubted_at: null }
  await db
    .insertInto('clock_look')
    .values({ name: 'retention', ...looked })
    .onConflict(conflict => conflict.column('name').doUpdateSet(looked))
    .execute()
  return (await applyRetention(store, retention, at)).changed
}

async function keptFor(age: number, retention: Retention = usual) {
  const { db, store, send, stored } = await testCollector()
  await send(aResponse({ contact, trigger: { ref: 'A-1' } }))
  const changed = await applied({ db, store }, retention, now + age)
  return { changed, kept: await stored(), db }
}

test('after 180 days an e-mail address is let go, and nothing else of the answer', async () => {
  expect(await keptFor(180 * day)).toMatchObject({ changed: 0, kept: [{ contact }] })

  const { changed, kept, db } = await keptFor(180 * day + 1)
  expect(changed).toBe(1)
  expect(kept).toMatchObject([{ score: 9, reason: 'Fast delivery', contact: { allowed: true, email: null } }])
  expect(await db.selectFrom('response').select('email').execute()).toEqual([{ email: null }])
})

test('after 730 days an answer is', async () => {
  expect((await keptFor(730 * day)).kept).toHaveLength(1)
  expect((await keptFor(730 * day + 1)).kept).toEqual([])
})

test('without a retention period nothing is deleted, however old', async () => {
  const { changed, kept } = await keptFor(100 * 365 * day, { responseDays: null, emailDays: null })

  expect(changed).toBe(0)
  expect(kept).toMatchObject([{ contact }])
})

test('many are deleted in batches, and younger ones stay', async () => {
  const { db, store, send, stored } = await testCollector()
  for (let batch = 0; batch < 12; batch += 1) {
    await send(...Array.from({ length: 100 }, () => aResponse({ contact })))
  }
  const young = await testCollector({ now: () => now + 730 * day })
  expect(await young.send(aResponse())).toEqual([204])

  expect(await applied({ db, store }, usual, now + 731 * day)).toBeGreaterThanOrEqual(1200)
  expect(await applied(young, usual, now + 731 * day)).toBe(0)

  expect(await stored()).toEqual([])
  expect(await young.stored()).toHaveLength(1)
})

test('what is known of an erased response is also deleted once no browser can still have it', async () => {
  const { db, store, send } = await testCollector()
  await send(aResponse({ trigger: { ref: 'A-1' } }))
  await store.erase({ by: 'ref', value: 'A-1' }, now)
  const known = () => db.selectFrom('erased').select('id').execute()

  await applied({ db, store }, usual, now + 60 * day)
  expect(await known()).toHaveLength(1)
  await applied({ db, store }, usual, now + 60 * day + 1)
  expect(await known()).toEqual([])
})

test('a trigger that waits from an instant that never comes waits from now on, and then expires', async () => {
  const { db, store } = await testCollector()
  const waits = { site: 'main', respondent: 'u_1', name: 'support', ref: null, properties: {} }
  await store.askNextTime({ ...waits, at: 8.64e15 })
  await store.askNextTime({ ...waits, name: 'other', at: now - day })
  const waiting = () => db.selectFrom('next_visit').select(['name', 'at']).orderBy('name').execute()

  await applied({ db, store }, usual, now)
  expect(await waiting()).toEqual([
    { name: 'other', at: now - day },
    { name: 'support', at: now },
  ])

  await applied({ db, store }, usual, now + 30 * day)
  expect(await waiting()).toEqual([{ name: 'support', at: now }])

  await applied({ db, store }, usual, now + 30 * day + 1)
  expect(await waiting()).toEqual([])
})

test.each([
  ['three years ahead', 3 * 365 * day],
  ['a week and a moment ahead', longestAbsence + 1],
  ['two days back', -2 * day],
  ['at 1970', -now],
])('a clock %s lets go of nothing, says so, and is believed once it is right again', async (_what, step) => {
  const { db, store, send, stored } = await testCollector()
  await send(aResponse({ contact }))
  await store.askNextTime({ site: 'main', respondent: 'u_1', name: 'a', ref: null, properties: {}, at: now })
  const hasty: Retention = { responseDays: 1, emailDays: 1 }
  const waiting = () => db.selectFrom('next_visit').select('at').execute()

  for (const later of [0, day / 4, day / 2]) {
    const { changed, doubt } = await applyRetention(store, hasty, now + step + later)
    expect(changed).toBe(0)
    expect(doubt && doubtInWords(doubt)).toContain(
      `The clock says ${new Date(now + step + later).toISOString()}`,
    )
  }
  expect(await stored()).toMatchObject([{ contact }])
  expect(await waiting()).toEqual([{ at: now }])

  // Nobody has looked since the answer came: it counts as the last look.
  expect(await applyRetention(store, hasty, now + day)).toEqual({ changed: 0, doubt: null })
  expect((await applyRetention(store, hasty, now + day + 1)).changed).toBeGreaterThan(0)
  expect(await stored()).toEqual([])
})

test('answers that come by a wrong clock make it no better', async () => {
  const { store, send } = await testCollector()
  const later = now + 3 * 365 * day
  await send(aResponse({ contact }))
  await applyRetention(store, usual, now)
  const record = aResponse()
  await store.saveAll([{ record, json: JSON.stringify(record), receivedAt: later }])

  expect(await applyRetention(store, usual, later)).toMatchObject({ changed: 0, doubt: { trustedAt: now } })
})

test('a collector that was away for long is believed once its clock has gone on for 30 days, and a further step begins them anew', async () => {
  const { store, send } = await testCollector()
  await send(aResponse())
  await applyRetention(store, usual, now)
  const back = now + 800 * day
  const rounds = async (from: number, days: number) => {
    for (let at = from; at < from + days * day; at += day / 4) {
      expect(await applyRetention(store, usual, at)).toMatchObject({ changed: 0, doubt: { trustedAt: now } })
    }
  }

  await rounds(back, 20)
  await rounds(back + 40 * day, 30)
  expect(await applyRetention(store, usual, back + 40 * day + doubtLasts)).toEqual({
    changed: 1,
    doubt: null,
  })
})

test('by a clock from before there was any collector nothing is stored, and the widget is to come again', async () => {
  let clock = 86_400_000
  const { collector, send, stored, operatorGets } = await testCollector({ now: () => clock })
  const readiness = async () => (await operatorGets('/readyz')).status

  const refused = await collector.fetch(responseRequest(aResponse(), { origin: 'https://shop.example' }))
  expect(refused.status).toBe(503)
  expect(refused.headers.get('retry-after')).toBe('600')
  expect(refused.headers.get('access-control-allow-origin')).not.toBeNull()
  expect(await readiness()).toBe(503)
  expect(await stored()).toEqual([])

  clock = now
  expect(await send(aResponse())).toEqual([204])
  expect(await readiness()).toBe(200)
})
