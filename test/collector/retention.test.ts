import { expect, test } from 'vitest'
import { applyRetention } from '../../src/collector/retention.ts'
import { aResponse } from './a-response.ts'
import { now, testCollector } from './test-collector.ts'

const day = 24 * 60 * 60 * 1000
const usual = { responseDays: 730, emailDays: 180 }
const contact = { allowed: true, email: 'anna@example.com' }

async function keptFor(age: number, retention = usual) {
  const { db, store, send, stored } = await testCollector()
  await send(aResponse({ contact, trigger: { ref: 'A-1' } }))
  const changed = await applyRetention(store, retention, now + age)
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

test('where nothing is to be let go, nothing is, however old', async () => {
  const { changed, kept } = await keptFor(100 * 365 * day, { responseDays: null, emailDays: null } as never)

  expect(changed).toBe(0)
  expect(kept).toMatchObject([{ contact }])
})

test('many are let go in turns, and what is younger stays', async () => {
  const { store, send, stored } = await testCollector()
  for (let batch = 0; batch < 12; batch += 1) {
    await send(...Array.from({ length: 100 }, () => aResponse({ contact })))
  }
  const young = await testCollector({ now: () => now + 730 * day })
  expect(await young.send(aResponse())).toEqual([204])

  expect(await applyRetention(store, usual, now + 731 * day)).toBeGreaterThanOrEqual(1200)
  expect(await applyRetention(young.store, usual, now + 731 * day)).toBe(0)

  expect(await stored()).toEqual([])
  expect(await young.stored()).toHaveLength(1)
})

test('what is known of an erased response is let go, too, once no browser can hold it any more', async () => {
  const { db, store, send } = await testCollector()
  await send(aResponse({ trigger: { ref: 'A-1' } }))
  await store.erase({ by: 'ref', value: 'A-1' }, now)
  const known = () => db.selectFrom('erased').select('id').execute()

  await applyRetention(store, usual, now + 60 * day)
  expect(await known()).toHaveLength(1)
  await applyRetention(store, usual, now + 60 * day + 1)
  expect(await known()).toEqual([])
})

test('a trigger that waits from an instant that never comes waits from now on, and then expires', async () => {
  const { db, store } = await testCollector()
  const waits = { site: 'main', respondent: 'u_1', name: 'support', ref: null, properties: {} }
  await store.askNextTime({ ...waits, at: 8.64e15 })
  await store.askNextTime({ ...waits, name: 'other', at: now - day })
  const waiting = () => db.selectFrom('next_visit').select(['name', 'at']).orderBy('name').execute()

  await applyRetention(store, usual, now)
  expect(await waiting()).toEqual([
    { name: 'other', at: now - day },
    { name: 'support', at: now },
  ])

  await applyRetention(store, usual, now + 30 * day)
  expect(await waiting()).toEqual([{ name: 'support', at: now }])

  await applyRetention(store, usual, now + 30 * day + 1)
  expect(await waiting()).toEqual([])
})
