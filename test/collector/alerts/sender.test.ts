import { expect, test } from 'vitest'
import { isSignature } from '../../../src/collector/alerts/signature.ts'
import { createIngest } from '../../../src/collector/ingest.ts'
import { aResponse } from '../a-response.ts'
import { now } from '../test-collector.ts'
import { testDatabase } from '../test-database.ts'
import { destinationOf, received, recordedOut, tell, testSender } from './sending.ts'

const minute = 60_000

const detractor = (reason: string) => aResponse({ score: 2, reason })

/** A store that reports detractors in a channel, and everything sent there. */
async function tellingStore() {
  const { store } = await testDatabase()
  await tell(store, destinationOf('channel'))
  const recorded = recordedOut()
  return { store, ...recorded, ...testSender(store, recorded.out) }
}

const list = { state: null, older: null, limit: 100 }

test('a hook that is down for an hour gets each alert once it is back, in order, once each by its key', async () => {
  const { store, react, posts, keys, reasons, clock, sender } = await tellingStore()
  react(() => ({ ok: false, status: null, problem: 'no-connection' }))
  for (let passed = 0; passed < 60; passed += 1) {
    clock.now = now + passed * minute
    if (passed % 12 === 0) await store.saveAll([received(detractor(`at ${passed}`), clock.now)])
    await sender.round()
  }
  const tried = posts.length
  expect(new Set(keys()).size).toBe(1)
  expect(await store.messages({ ...list, limit: 1 })).toMatchObject([{ state: 'waiting', tries: 0 }])

  react(() => ({ ok: true, status: 200 }))
  clock.now = now + 75 * minute
  await sender.round()

  expect(reasons().slice(tried)).toEqual(['at 0', 'at 12', 'at 24', 'at 36', 'at 48'])
  expect(new Set(keys()).size).toBe(5)
  await sender.round()
  expect(posts).toHaveLength(tried + 5)
  // Once a second at first, and four times an hour in the end.
  expect(tried).toBeLessThan(20)
})

test('a destination that asks for time gets it', async () => {
  const { store, react, posts, clock, sender } = await tellingStore()
  await store.saveAll([received(detractor('late'))])
  react(() => ({ ok: false, status: 429, problem: 'status', retryAfter: 5 * minute }))
  await sender.round()

  clock.now = now + 5 * minute - 1
  await sender.round()
  expect(posts).toHaveLength(1)
  clock.now = now + 5 * minute
  await sender.round()
  expect(posts).toHaveLength(2)
  expect(await store.messages(list)).toMatchObject([{ status: 429, problem: 'status', tries: 2 }])
})

test('one destination that hangs holds up neither an answer nor the others', async () => {
  const { store, react, sender, posts } = await tellingStore()
  await tell(store, destinationOf('other'))
  const ingest = createIngest(store, () => {})
  const events: string[] = []
  let answer = () => {}
  react(({ address }) => {
    if (address.endsWith('other')) return { ok: true, status: 200 }
    return new Promise(resolve => {
      answer = () => {
        events.push('the hook answers')
        resolve({ ok: true, status: 200 })
      }
    })
  })
  await ingest.accept(received(detractor('first')))
  const round = sender.round().then(() => events.push('the round ends'))
  await expect.poll(() => posts.length).toBe(2)

  events.push(String(await ingest.accept(received(detractor('second'), now + 1))))
  sender.wake()
  await expect.poll(async () => (await store.messages({ ...list, state: 'sent' })).length).toBe(0 + 1)
  answer()
  await round

  expect(events).toEqual(['durable', 'the hook answers', 'the round ends'])
})

test('a message under way when it was stopped is sent by the next sender, under the same key', async () => {
  const { store, react, posts, keys, sender, out } = await tellingStore()
  await store.saveAll([received(detractor('late'))])
  react(() => new Promise(() => {}))
  const round = sender.round()
  await expect.poll(() => posts.length).toBe(1)

  sender.stop()
  await round

  expect(await store.messages(list)).toMatchObject([{ state: 'waiting', tries: 0 }])
  react(() => ({ ok: true, status: 200 }))
  await testSender(store, out).sender.round()
  expect(new Set(keys()).size).toBe(1)
  expect(await store.messages(list)).toMatchObject([{ state: 'sent' }])
})

test('a program’s messages are signed, a mail has its key, and a channel gets a text alone', async () => {
  const { store } = await testDatabase()
  const secret = 'a secret of the hook'
  await tell(store, destinationOf('channel'))
  await tell(store, destinationOf('crm', { kind: 'json', secret }))
  await tell(store, destinationOf('care', { kind: 'email', address: 'care@shop.example' }))
  const { out, posts, mails } = recordedOut()
  const record = aResponse({ score: 0, contact: { allowed: true, email: 'ada@shop.example' } })
  await store.saveAll([received(record)])

  await testSender(store, out).sender.round()

  const [channel, crm] = posts.sort((one, other) => (one.address < other.address ? -1 : 1))
  expect(Object.keys(JSON.parse(channel?.body ?? ''))).toEqual(['text'])
  expect(channel?.body).not.toContain('@')
  const { body = '', headers = {} } = crm ?? {}
  expect(JSON.parse(body)).toMatchObject({
    id: headers['idempotency-key'],
    answer: { email: 'ada@shop.example' },
  })
  const header = headers['Howlikely-Signature'] ?? ''
  expect(isSignature(header, { body, secret, now })).toBe(true)
  expect(isSignature(header, { body: `${body} `, secret, now })).toBe(false)
  expect(isSignature(header, { body, secret: `${secret}!`, now })).toBe(false)
  expect(isSignature(header, { body, secret, now: now + 5 * minute + 1 })).toBe(false)
  expect(mails).toMatchObject([{ to: 'care@shop.example', subject: '0 of 10: checkout – Low' }])
  expect(mails[0]?.key).toMatch(/^[0-9a-f]{32}$/)
})

test('without a mail server a mail waits, and says why', async () => {
  const { store } = await testDatabase()
  await tell(store, destinationOf('care', { kind: 'email', address: 'care@shop.example' }))
  await store.saveAll([received(detractor('late'))])

  await testSender(store, { ...recordedOut().out, mail: null }).sender.round()

  expect(await store.messages(list)).toMatchObject([{ state: 'waiting', problem: 'no-mail', tries: 1 }])
})

test('of an answer that was erased nothing is sent', async () => {
  const { store, posts, sender } = await tellingStore()
  const record = detractor('late')
  await store.saveAll([received(record)])
  await store.erase({ by: 'id', value: record.id }, now)

  await sender.round()

  expect(posts).toEqual([])
})

test('a test is sent at once and tried once, whatever waits', async () => {
  const { store, react, posts, clock, sender } = await tellingStore()
  const [destination] = (await store.alertSettings()).destinations
  await store.saveAll([received(detractor('late'))])
  react(() => ({ ok: false, status: 404, problem: 'status' }))
  await sender.round()
  const test = { id: 't', destination: destination?.id ?? '', body: { kind: 'test' as const }, about: '' }
  await store.queueMessages([{ ...test, madeAt: now }])

  await sender.round()

  expect(JSON.parse(posts.at(-1)?.body ?? '').text).toContain('This is a test')
  expect(await store.messages({ ...list, state: 'given-up' })).toMatchObject([
    { kind: 'test', status: 404, problem: 'status' },
  ])
  clock.now = now + 1000
  await sender.round()
  expect(posts).toHaveLength(3)
})
