import { expect, test } from 'vitest'
import type { By } from '../../../src/collector/store/alert-settings.ts'
import type { ResponseRecord } from '../../../src/protocol/response.ts'
import { type DestinationChange, mostDestinations, RuleChange } from '../../../src/report/api/alerts.ts'
import { aResponse } from '../a-response.ts'
import { now } from '../test-collector.ts'
import { testDatabase } from '../test-database.ts'

const by: By = { actor: { id: 'operator', name: 'Operator' }, now }

const channel = (fields: Partial<DestinationChange> = {}): DestinationChange => ({
  ...{
    name: 'Channel',
    kind: 'slack',
    address: 'https://hooks.slack.example/T1',
    digest: false,
    zone: 'UTC',
  },
  ...fields,
})

const received = (record: ResponseRecord, more: object = {}) => ({
  ...{ record, json: JSON.stringify(record), receivedAt: now },
  ...more,
})

/** A store in which answers of detractors are told in one channel. */
async function alertingStore(fields: object = {}) {
  const { db, store } = await testDatabase()
  const destination = await store.keepDestination(channel(), by)
  if (!('id' in destination)) throw new Error('There is no room.')
  const rule = RuleChange.parse({ name: 'Low', destinations: [destination.id], ...fields })
  await store.keepRule(rule, by)
  return {
    db,
    store,
    destination: destination.id,
    due: (at = now, except: string[] = []) => store.dueMessages({ now: at, except }),
    all: () => store.messages({ state: null, older: null, limit: 100 }),
  }
}

test('an answer and the messages about it are stored together, once however often it comes', async () => {
  const { store, due, all } = await alertingStore()
  const record = aResponse({ score: 2 })

  expect(await store.saveAll([received(record)])).toMatchObject({ raised: 1 })
  expect(await store.saveAll([received(record), received({ ...record, revision: 9 })])).toMatchObject({
    raised: 0,
  })

  expect(await all()).toMatchObject([
    { kind: 'alert', state: 'waiting', score: 2, destination: 'Channel', tries: 0 },
  ])
  const [message] = await due()
  expect(message).toMatchObject({
    about: record.id,
    destination: { kind: 'slack', address: channel().address },
  })
  expect(JSON.parse(message?.record ?? '')).toEqual(record)
  expect(JSON.stringify(message?.body)).not.toContain(record.reason)
})

test.each([
  ['a promoter', aResponse({ score: 9 }), {}],
  ['a score that was never sent', aResponse({ score: 1, state: 'scored', endedBy: 'closed' }), {}],
  ['a test', aResponse({ score: 1, test: true }), {}],
  ['one who opened the survey themselves', aResponse({ score: 1, trigger: { source: 'show' } }), {}],
  ['what was answered elsewhere, some time ago', aResponse({ score: 1 }), { isPast: true }],
])('nobody is told of %s', async (_case, record, more) => {
  const { store, all } = await alertingStore()

  await store.saveAll([received(record, more)])

  expect(await all()).toEqual([])
})

test('of an order’s answers, the one that counts is reported, and not one that a signed one outranks', async () => {
  const { store, all } = await alertingStore()
  const [signed, other] = [1, 0].map(score => aResponse({ score, trigger: { ref: 'A-1' } }))
  if (!signed || !other) throw new Error('Two, please.')
  await store.saveAll([received(signed, { vouched: { trigger: true, respondent: false } })])

  await store.saveAll([received(other)])

  expect((await all()).map(({ score }) => score)).toEqual([1])
})

test('answers to an undeclared survey are not reported', async () => {
  const { store, all } = await alertingStore()
  await store.declare([{ site: 'main', survey: 'support' }])

  await store.saveAll([received(aResponse({ score: 0 }))])

  expect(await all()).toEqual([])
})

test('a rule that is changed or removed takes effect from then on', async () => {
  const { store, destination, all } = await alertingStore()
  const [rule] = (await store.alertSettings()).rules
  await store.saveAll([received(aResponse({ score: 5 }))])
  await store.keepRule(
    { ...RuleChange.parse({ name: 'Zero', scoreAtMost: 0, destinations: [destination] }), id: rule?.id },
    by,
  )
  await store.saveAll([received(aResponse({ score: 4 })), received(aResponse({ score: 0 }))])
  expect(await store.dropRule(rule?.id ?? '')).toBe(true)
  await store.saveAll([received(aResponse({ score: 0 }))])

  expect((await all()).map(({ rule, score }) => [rule, score]).sort()).toEqual([
    ['Low', 5],
    ['Zero', 0],
  ])
  expect(await store.dropRule(rule?.id ?? '')).toBe(false)
})

test('the next message of a destination waits for the one before it; those of others don’t', async () => {
  const { store, destination, due } = await alertingStore()
  const other = await store.keepDestination(channel({ name: 'Other' }), by)
  if (!('id' in other)) throw new Error('There is no room.')
  const message = (id: string, where: string, madeAt: number) => ({
    id,
    destination: where,
    body: { kind: 'test' as const },
    about: '',
    madeAt,
  })
  await store.queueMessages([
    message('b', destination, now + 1),
    message('a', destination, now),
    message('c', other.id, now),
  ])
  expect(await store.queueMessages([message('a', destination, now)])).toBe(0)
  const first = (await due(now + 1)).find(({ id }) => id === 'a')
  if (!first) throw new Error('It is due.')

  await store.noteAttempt({
    message: { ...first, kind: 'alert' },
    attempt: { ok: false, status: 500, problem: 'status' },
    now,
  })

  expect((await due(now + 999)).map(({ id }) => id)).toEqual(['c'])
  expect((await due(now + 1000)).map(({ id }) => id).sort()).toEqual(['a', 'c'])
  expect((await due(now + 1000, [other.id])).map(({ id }) => id)).toEqual(['a'])
  await store.noteAttempt({ message: first, attempt: { ok: true, status: 200 }, now: now + 1000 })
  expect((await due(now + 1000, [other.id])).map(({ id }) => id)).toEqual(['b'])
})

test('a message is tried for seven days, and then it says why it was given up', async () => {
  const { store, due, all } = await alertingStore()
  await store.saveAll([received(aResponse({ score: 0 }))])
  const [message] = await due()
  if (!message) throw new Error('It is due.')
  const attempt = { ok: false, status: null, problem: 'timeout' } as const
  const week = 7 * 86_400_000

  expect(await store.noteAttempt({ message, attempt, now: now + week - 1 })).toBe('waiting')
  expect(await store.noteAttempt({ message: { ...message, tries: 1 }, attempt, now: now + week })).toBe(
    'given-up',
  )

  expect(await all()).toMatchObject([{ state: 'given-up', problem: 'timeout', tries: 2, nextAt: null }])
  expect(await due(now + 2 * week)).toEqual([])
})

test('messages about a response are erased with it', async () => {
  const { store, all } = await alertingStore()
  const [gone, stays] = [aResponse({ score: 0 }), aResponse({ score: 1 })]
  await store.saveAll([received(gone), received(stays)])

  await store.erase({ by: 'id', value: gone.id }, now)

  expect((await all()).map(({ score }) => score)).toEqual([1])
})

test('a destination that is removed takes its waiting messages with it, and leaves those that were sent', async () => {
  const { store, destination, due, all } = await alertingStore()
  await store.saveAll([received(aResponse({ score: 0 }))])
  const [message] = await due()
  if (!message) throw new Error('It is due.')
  await store.noteAttempt({ message, attempt: { ok: true, status: 200 }, now })
  await store.saveAll([received(aResponse({ score: 1 }))])

  expect(await store.dropDestination(destination)).toBe(true)

  expect(await all()).toMatchObject([
    { state: 'sent', destination: null, score: 0, status: 200, sentAt: now },
  ])
  expect((await store.alertSettings()).rules.map(({ destinations }) => destinations)).toEqual([[]])
  expect(await store.saveAll([received(aResponse({ score: 2 }))])).toMatchObject({ raised: 0 })
  expect(await store.dropDestination(destination)).toBe(false)
})

test('a destination that is changed keeps its address and secret, and what waits is tried at once', async () => {
  const { store, due } = await alertingStore()
  const made = await store.keepDestination(
    channel({ kind: 'json', address: 'https://crm.example/in', secret: 'sixteen letters!' }),
    by,
  )
  if (!('id' in made)) throw new Error('There is no room.')
  await store.queueMessages([
    { id: 'a', destination: made.id, body: { kind: 'test' }, about: '', madeAt: now + 5000 },
  ])
  expect(await due()).toEqual([])

  const { address: _, ...change } = channel({
    kind: 'json',
    name: 'CRM',
    digest: true,
    zone: 'Europe/Stockholm',
  })
  expect(await store.keepDestination({ ...change, id: made.id }, by)).toEqual({ id: made.id })

  expect(await due()).toMatchObject([
    { destination: { name: 'CRM', address: 'https://crm.example/in', secret: 'sixteen letters!' } },
  ])
  expect((await store.alertSettings()).destinations[1]).toMatchObject({ digest: true, digest_since: now })
})

test('what cannot be kept is refused, and why', async () => {
  const { store, destination } = await alertingStore()
  const rule = RuleChange.parse({ name: 'Low', destinations: [destination] })

  expect(await store.keepDestination(channel({ id: 'nobody' }), by)).toEqual({ refused: 'unknown' })
  expect(await store.keepDestination(channel({ id: destination, kind: 'email' }), by)).toEqual({
    refused: 'kind',
  })
  expect(await store.keepRule({ ...rule, id: 'nobody' }, by)).toEqual({ refused: 'unknown' })
  expect(await store.keepRule({ ...rule, destinations: ['nobody'] }, by)).toEqual({ refused: 'destination' })
  for (let made = 1; made < mostDestinations; made += 1) await store.keepDestination(channel(), by)
  expect(await store.keepDestination(channel(), by)).toEqual({ refused: 'full' })
})

test('messages are listed newest first, page by page, and by their outcome', async () => {
  const { store, destination } = await alertingStore()
  const ids = ['a', 'b', 'c']
  await store.queueMessages(
    ids.map((id, place) => ({ id, destination, body: { kind: 'test' }, about: '', madeAt: now + place })),
  )
  const list = async (query: Partial<Parameters<typeof store.messages>[0]>) =>
    (await store.messages({ state: null, older: null, limit: 2, ...query })).map(({ id }) => id)

  expect(await list({})).toEqual(['c', 'b'])
  expect(await list({ older: { at: now + 1, id: 'b' } })).toEqual(['a'])
  expect(await list({ state: 'sent' })).toEqual([])
  expect(await list({ state: 'waiting', limit: 3 })).toEqual(['c', 'b', 'a'])
  expect(await store.countWaiting()).toBe(3)
})

test('messages done with long ago are deleted, and waiting ones stay', async () => {
  const { store, due, all } = await alertingStore()
  await store.saveAll([received(aResponse({ score: 0 })), received(aResponse({ score: 1 }))])
  const [message] = await due()
  if (!message) throw new Error('It is due.')
  await store.noteAttempt({ message, attempt: { ok: true, status: 200 }, now })

  await store.tidyMessages(now)
  expect(await all()).toHaveLength(2)
  await store.tidyMessages(now + 1)

  expect(await all()).toMatchObject([{ state: 'waiting' }])
})

test('a fall is reported once, until the score is up again', async () => {
  const { store, destination, all } = await alertingStore()
  const key = { rule: 'r', site: 'main', survey: 'checkout', kind: 'transactional' as const }
  const begin = (id: string) =>
    store.beginFall({
      fall: { ...key, since: now },
      messages: [{ id, destination, body: { kind: 'test' }, about: '', madeAt: now }],
    })

  expect([await begin('a'), await begin('b')]).toEqual([1, 0])
  expect(await store.falls()).toEqual([{ ...key, since: now }])
  await store.endFall(key)
  expect(await begin('c')).toBe(1)
  expect((await all()).map(({ id }) => id).sort()).toEqual(['a', 'c'])
})

test('one collector at a time sends, and another as soon as that one is done', async () => {
  const { store } = await alertingStore()

  const inner = await store.sending(async () => 'sent')

  expect(inner).toBe('sent')
  expect(await store.sending(async () => 'again')).toBe('again')
})
