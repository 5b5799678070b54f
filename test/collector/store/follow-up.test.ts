import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leaveToFill } from '../../../src/collector/store/fills.ts'
import type { FollowUpChange } from '../../../src/collector/store/follow-up.ts'
import { followUpFill } from '../../../src/collector/store/follow-up-tables.ts'
import type { FollowUpQuery } from '../../../src/collector/store/list-follow-ups.ts'
import type { Store } from '../../../src/collector/store/store.ts'
import type { Selection } from '../../../src/report/api/figures-query.ts'
import { followUpStates } from '../../../src/report/api/follow-up.ts'
import { tries } from '../../support/thorough.ts'
import { aResponse } from '../a-response.ts'
import { testDatabase } from '../test-database.ts'

const day = 86_400_000
const start = Date.parse('2026-05-01T12:00:00.000Z')
const now = start + 30 * day

const everything: Selection = {
  ...{ site: null, survey: null, kind: null, onlyVerified: false, countUnconfirmed: false },
  ...{ latestPerRespondent: false, filters: [], tag: null, before: null },
  period: { start: 0, end: 9e12 },
}

const anna = { id: 'm_1', name: 'Anna' }
const bo = { id: 'm_2', name: 'Bo' }

interface Given {
  id?: string
  score?: number
  reason?: string | null
  /** Days after the first. */
  after?: number
  value?: number | null
  lastContactAt?: string | number
  allowed?: boolean
  ref?: string | null
  /** Whether it was sent, or only a score chosen so far. */
  isSent?: boolean
}

function given({ id = randomUUID(), score = 3, reason = 'Late', after = 0, ...more }: Given = {}) {
  const at = new Date(start + after * day).toISOString()
  const { value = null, lastContactAt, allowed = true, ref = null, isSent = true } = more
  const record = aResponse({
    ...{ id, score, askedAt: at, scoredAt: at, sentAt: at },
    ...(isSent
      ? { reason, endedAt: at }
      : { revision: 2, state: 'scored', endedBy: null, reason: null, endedAt: null }),
    trigger: { ref, value, currency: value === null ? null : 'EUR' },
    contact: { allowed, email: allowed ? 'anna@example.org' : null },
    respondent: {
      id: 'u_1',
      signature: null,
      since: null,
      traits: lastContactAt === undefined ? {} : { lastContactAt },
    },
  })
  return { record, json: JSON.stringify(record), receivedAt: start + after * day }
}

const queryOf = (changes: Partial<FollowUpQuery> = {}): FollowUpQuery => ({
  ...{ selection: everything, queue: 'detractors', state: 'open', owner: null, dueBy: null },
  ...{ onlyAllowed: false, now, after: null, limit: 100 },
  ...changes,
})

const list = async (store: Store, changes: Partial<FollowUpQuery> = {}) =>
  (await store.followUps(queryOf(changes))).map(({ id }) => id)

const step = (store: Store, id: string, version: number, change: Partial<FollowUpChange>) =>
  store.followUp({ answers: [{ id, version }], by: anna, now, ...change })

test('detractors come by the value of their orders, then the oldest first', async () => {
  const { store } = await testDatabase()
  const [cheap, dear, old, none] = [
    given({ value: 10, after: 1 }),
    given({ value: 99.5, after: 3 }),
    given({ value: 10 }),
    given({ after: 2 }),
  ]
  const others = [given({ score: 7 }), given({ score: 10, value: 1000 }), given({ value: 1e12, after: 4 })]
  await store.saveAll([cheap, dear, old, none, ...others])
  const wanted = [dear, old, cheap, none, others[2]].map(one => one?.record.id)

  expect(await list(store)).toEqual(wanted)
  // Page by page it is the same list.
  const paged: string[] = []
  for (let after: FollowUpQuery['after'] = null; ; ) {
    const [one] = await store.followUps(queryOf({ after, limit: 1 }))
    if (!one) break
    paged.push(one.id)
    after = { value: one.worth ?? -1, at: one.at, id: one.id }
  }
  expect(paged).toEqual(wanted)
})

test('passives without a reason, promoters, and respondents without contact for long have queues of their own', async () => {
  const { store } = await testDatabase()
  const [silent, spoken, happy] = [
    given({ score: 8, reason: null }),
    given({ score: 8 }),
    given({ score: 9 }),
  ]
  const quiet = [
    given({ lastContactAt: '2026-01-01' }),
    given({ lastContactAt: '2026-01-01T08:00:00Z', score: 9, after: 1 }),
    given({ lastContactAt: Date.parse('2026-01-01'), after: 2 }),
    given({ lastContactAt: String(Date.parse('2026-01-01') / 1000), after: 3 }),
  ]
  const recent = [
    given({ lastContactAt: '2026-05-20' }),
    given({ lastContactAt: Date.parse('2026-05-20') }),
    given({ lastContactAt: 'long ago' }),
    given({ lastContactAt: 12.5 }),
  ]
  await store.saveAll([silent, spoken, happy, ...quiet, ...recent])

  expect(await list(store, { queue: 'passives' })).toEqual([silent.record.id])
  expect(await list(store, { queue: 'promoters' })).toEqual([happy, quiet[1]].map(one => one?.record.id))
  expect(await list(store, { queue: 'quiet' })).toEqual(quiet.map(one => one.record.id))
})

test('only those who allowed it are listed if that is asked for', async () => {
  const { store } = await testDatabase()
  const [yes, no] = [given(), given({ allowed: false })]
  await store.saveAll([yes, no])

  expect(await list(store, { onlyAllowed: true })).toEqual([yes.record.id])
})

test('answers from before their order’s value was kept with them are listed in the same way before it is filled in and after', async () => {
  const { store, db } = await testDatabase()
  const responses = [
    given({ value: 10, lastContactAt: '2026-01-01' }),
    given({ value: 99.5, allowed: false, lastContactAt: Date.parse('2026-01-02') }),
    given({ value: 1e12, lastContactAt: 'long ago' }),
    given({ after: 1 }),
  ]
  await store.saveAll(responses)
  const listed = async () => [
    await store.followUps(queryOf()),
    await store.followUps(queryOf({ queue: 'quiet' })),
    await store.followUps(queryOf({ onlyAllowed: true })),
    await store.followUps(queryOf({ after: { value: 10, at: start, id: '' } })),
  ]
  const asStored = await listed()
  const nothing = { worth: null, last_contact: null, may_contact: null }
  const kept = () =>
    db.selectFrom('response').select(['id', 'worth', 'last_contact', 'may_contact']).orderBy('id').execute()
  const asKept = await kept()
  await db
    .updateTable('response')
    .set(nothing)
    .where('id', '<>', responses[0]?.record.id ?? '')
    .execute()
  await leaveToFill(db, followUpFill)

  expect(await listed()).toEqual(asStored)
  while (await store.fill());
  expect(await kept()).toEqual(asKept)
  expect(await listed()).toEqual(asStored)
})

test('if only each respondent’s latest counts, an older one does not take the place of one that somebody has', async () => {
  const { store } = await testDatabase()
  const [older, latest] = [given(), given({ after: 1 })]
  await store.saveAll([older, latest])
  await step(store, latest.record.id, 0, { owner: anna })
  const selection = { ...everything, latestPerRespondent: true }

  expect(await list(store, { selection })).toEqual([latest.record.id])
  expect(await list(store, { selection, owner: '' })).toEqual([])
  expect(await list(store, { owner: '' })).toEqual([older.record.id])
})

test('each step is kept with who did it and when, and the state survives a new revision of the answer', async () => {
  const { store } = await testDatabase()
  const id = randomUUID()
  await store.saveAll([given({ id, isSent: false })])

  await step(store, id, 0, { owner: bo, due: '2026-06-02' })
  await step(store, id, 1, { state: 'contacted', note: ' Called. ', by: bo, now: now + 1000 })
  await store.saveAll([given({ id, reason: 'Later still' })])
  const [answer] = await store.followUps(queryOf())

  expect(answer?.reason).toBe('Later still')
  expect(answer?.followUp).toEqual({
    ...{ state: 'contacted', owner: bo, due: '2026-06-02', version: 2, contactedAt: now + 1000 },
    steps: [
      { at: now, by: anna, owner: bo, due: '2026-06-02' },
      { at: now + 1000, by: bo, state: 'contacted', note: 'Called.' },
    ],
  })
  expect(await list(store, { owner: 'm_2' })).toEqual([id])
  expect(await list(store, { owner: '' })).toEqual([])
  expect(await list(store, { dueBy: '2026-06-01' })).toEqual([])
  expect(await list(store, { dueBy: '2026-06-02' })).toEqual([id])
  expect(await store.followUpOwners()).toEqual([bo])
  await step(store, id, 2, { state: 'solved' })
  expect(await list(store)).toEqual([])
  expect(await list(store, { state: 'solved' })).toEqual([id])
})

test('if two people change the same one at once, the later one is told, and a note is added all the same', async () => {
  const { store } = await testDatabase()
  const id = randomUUID()
  await store.saveAll([given({ id })])

  const both = await Promise.all([
    step(store, id, 0, { state: 'contacted' }),
    step(store, id, 0, { state: 'lost', by: bo }),
  ])
  const [first, second] = both[0].changed.length > 0 ? both : both.toReversed()

  expect(first).toEqual({ changed: [id], overtaken: [], gone: [] })
  expect(second?.changed).toEqual([])
  expect(second?.overtaken.map(one => [one.id, one.followUp.version])).toEqual([[id, 1]])
  expect((await step(store, id, 0, { note: 'Also wrote.', by: bo })).changed).toEqual([id])
  expect((await store.followUpsOn([id])).get(id)?.steps.map(({ note }) => note)).toEqual([
    undefined,
    'Also wrote.',
  ])
})

test('many at once are changed, except those that are gone or were changed meanwhile', async () => {
  const { store } = await testDatabase()
  const [kept, overtaken, gone] = [randomUUID(), randomUUID(), randomUUID()]
  await store.saveAll([given({ id: kept }), given({ id: overtaken })])
  await step(store, overtaken, 0, { state: 'contacted' })

  const found = await store.followUp({
    answers: [kept, overtaken, gone].map(id => ({ id, version: 0 })),
    ...{ owner: bo, by: anna, now },
  })

  expect(found).toMatchObject({ changed: [kept], overtaken: [{ id: overtaken }], gone: [gone] })
})

test('a change that changes nothing is no step', async () => {
  const { store } = await testDatabase()
  const id = randomUUID()
  await store.saveAll([given({ id })])

  expect(await step(store, id, 0, { state: 'new', owner: null })).toEqual({
    changed: [id],
    overtaken: [],
    gone: [],
  })
  expect((await store.followUpsOn([id])).size).toBe(0)
})

test('an erased respondent leaves no follow-up behind', async () => {
  const { db, store } = await testDatabase()
  const id = randomUUID()
  await store.saveAll([given({ id })])
  await step(store, id, 0, { note: 'Ms Andersson wants a new cup' })

  await store.erase({ by: 'id', value: id }, now)

  expect((await store.followUpsOn([id])).size).toBe(0)
  expect(await db.selectFrom('follow_up_step').selectAll().execute()).toEqual([])
})

test('the outcomes of detractors are counted by survey: an answer that no longer counts is left out, and so are others', async () => {
  const { store } = await testDatabase()
  const [early, late, promoter, beaten] = [
    given(),
    given({ after: 2 }),
    given({ score: 9 }),
    given({ ref: 'R-1' }),
  ]
  const better = given({ ref: 'R-1', after: 1 })
  await store.saveAll([early, late, promoter, beaten, better])
  for (const { record } of [early, late, promoter, beaten])
    await step(store, record.id, 0, { state: 'contacted', now: start + 3 * day })
  await step(store, late.record.id, 1, { state: 'solved' })
  await step(store, early.record.id, 1, { due: '2026-05-05' })

  expect(await store.takenUp(everything, '2026-05-06')).toEqual([
    {
      ...{ site: 'main', survey: 'checkout', kind: 'transactional' },
      ...{ contacted: 1, solved: 1, lost: 0, overdue: 1, firstContact: 2 * day },
    },
  ])
  expect(await store.takenUp({ ...everything, survey: 'support' }, '2026-05-06')).toEqual([])
})

test('whatever is done in whatever order, by its steps a follow-up is what it is, and each is in one state', {
  timeout: 120_000,
}, async () => {
  const change = fc.record(
    {
      state: fc.constantFrom(...followUpStates),
      owner: fc.constantFrom(anna, bo, null),
      due: fc.constantFrom('2026-06-01', '2026-06-02', null),
      note: fc.constantFrom('One', 'Two'),
      who: fc.constantFrom(0, 1, 2),
      ahead: fc.constantFrom(0, 0, 0, 1),
    },
    { requiredKeys: ['who', 'ahead'] },
  )
  const { store } = await testDatabase()
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 8 }), async changes => {
      const ids: string[] = [randomUUID(), randomUUID(), randomUUID()]
      await store.saveAll(ids.map(id => given({ id })))
      for (const { who, ahead, ...one } of changes) {
        const id = ids[who] ?? ''
        const version = (await store.followUpsOn([id])).get(id)?.version ?? 0
        await step(store, id, version + ahead, one)
      }
      for (const [id, followUp] of await store.followUpsOn(ids)) {
        const last = <Key extends 'state' | 'owner' | 'due'>(key: Key) =>
          followUp.steps.findLast(one => one[key] !== undefined)?.[key]
        expect(followUp.version).toBe(followUp.steps.length)
        expect(followUp.state).toBe(last('state') ?? 'new')
        expect(followUp.owner).toEqual(last('owner') ?? null)
        expect(followUp.due).toBe(last('due') ?? null)
        expect(ids).toContain(id)
      }
      const listed = await Promise.all(followUpStates.map(state => list(store, { state })))
      expect(
        listed
          .flat()
          .filter(id => ids.includes(id))
          .sort(),
      ).toEqual([...ids].sort())
      await store.erase({ by: 'respondent', value: 'u_1' }, now)
    }),
    { numRuns: tries(15, 200) },
  )
})
