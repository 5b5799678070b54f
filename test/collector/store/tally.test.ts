import { expect, test } from 'vitest'
import { figuresOf } from '../../../src/report/figures.ts'
import { aResponse } from '../a-response.ts'
import { now, testCollector } from '../test-collector.ts'

const none = { promoters: 0, passives: 0, detractors: 0 }
const promoter = { ...none, promoters: 1 }
const detractor = { ...none, detractors: 1 }

const ref = (value: string | null) => ({ trigger: { ref: value } })
const show = { trigger: { name: 'show', source: 'show' as const } }
const endedAt = (minute: number) => {
  const at = `2026-05-01T11:0${minute}:00.000Z`
  return { askedAt: at, scoredAt: at, endedAt: at, sentAt: '2026-05-01T12:00:10.000Z' }
}

test.each([
  ['an answer', [aResponse()], { answered: promoter }],
  ['two answers without a ref', [aResponse(), aResponse()], { answered: { ...none, promoters: 2 } }],
  [
    'one of each group',
    [aResponse({ score: 10 }), aResponse({ score: 8 }), aResponse({ score: 6 })],
    { answered: { promoters: 1, passives: 1, detractors: 1 } },
  ],
  ['a test', [aResponse({ test: true })], { tests: 1 }],
  ['a score that was only chosen', [aResponse({ state: 'scored' })], { unconfirmed: promoter }],
  ['a survey that the visitor opened', [aResponse(show)], { selfSelected: promoter }],
  ['a score only chosen in one that the visitor opened', [aResponse({ ...show, state: 'scored' })], {}],
  ['a dismissal', [aResponse({ state: 'dismissed', score: null })], {}],
  ['an asking', [aResponse({ state: 'asked', score: null })], {}],
  [
    'two answers to one ref: the later counts',
    [aResponse({ ...ref('A-1'), ...endedAt(2), score: 3 }), aResponse({ ...ref('A-1'), ...endedAt(1) })],
    { answered: detractor },
  ],
  [
    'two answers to two refs',
    [aResponse(ref('A-1')), aResponse(ref('A-2'))],
    { answered: { ...none, promoters: 2 } },
  ],
  [
    'the same ref of two triggers',
    [aResponse(ref('A-1')), aResponse({ trigger: { ref: 'A-1', name: 'upgrade' } })],
    { answered: { ...none, promoters: 2 } },
  ],
  [
    'an answer and a later score to one ref',
    [
      aResponse({ ...ref('A-1'), ...endedAt(1) }),
      aResponse({ ...ref('A-1'), ...endedAt(2), state: 'scored', score: 2 }),
    ],
    { answered: promoter },
  ],
  [
    'two scores to one ref',
    [
      aResponse({ ...ref('A-1'), ...endedAt(1), state: 'scored' }),
      aResponse({ ...ref('A-1'), ...endedAt(2), state: 'scored', score: 2 }),
    ],
    { unconfirmed: detractor },
  ],
  [
    'an answer and a later dismissal to one ref',
    [
      aResponse({ ...ref('A-1'), ...endedAt(1) }),
      aResponse({ ...ref('A-1'), ...endedAt(2), state: 'dismissed', score: null }),
    ],
    { answered: promoter },
  ],
  [
    'an answer and a later test to one ref',
    [
      aResponse({ ...ref('A-1'), ...endedAt(1) }),
      aResponse({ ...ref('A-1'), ...endedAt(2), test: true, score: 2 }),
    ],
    { answered: promoter, tests: 1 },
  ],
  [
    'an empty ref and placeholders, which are none',
    [
      aResponse({ ...ref(''), ...endedAt(1) }),
      aResponse({ ...ref(''), ...endedAt(2), score: 2 }),
      aResponse({ ...ref('undefined'), ...endedAt(3), score: 2 }),
      aResponse({ ...ref('undefined'), ...endedAt(4) }),
    ],
    { answered: { promoters: 2, passives: 0, detractors: 2 } },
  ],
  [
    'two spellings of one ref',
    [aResponse({ ...ref('A-1 '), ...endedAt(1) }), aResponse({ ...ref('A-1'), ...endedAt(2), score: 2 })],
    { answered: detractor },
  ],
])('%s', async (_case, records, figures) => {
  const { store, send } = await testCollector()

  await send(...records)

  const empty = { answered: none, unconfirmed: none, selfSelected: none, tests: 0, verified: 0 }
  expect(figuresOf(await store.tally())).toEqual([
    { site: 'main', survey: 'checkout', kind: 'transactional', ...empty, ...figures },
  ])
})

test('of two answers to one ref the verified one counts, though it is the older', async () => {
  const { store } = await testCollector()
  const older = aResponse({ ...ref('A-1'), ...endedAt(1) })
  const newer = aResponse({ ...ref('A-1'), ...endedAt(2), score: 2 })

  await store.saveAll([
    { record: older, json: '{}', receivedAt: now, vouched: { trigger: true, respondent: false } },
    { record: newer, json: '{}', receivedAt: now },
  ])

  expect(figuresOf(await store.tally())).toMatchObject([{ answered: promoter }])
})

test('ten thousand answers to one ref, as anyone could send them, are counted in a moment', async () => {
  const { store } = await testCollector()
  const { trigger } = aResponse(ref('A-1'))
  for (let stored = 0; stored < 10_000; stored += 500) {
    const records = Array.from({ length: 500 }, () => aResponse({ trigger }))
    await store.saveAll(records.map(record => ({ record, json: '{}', receivedAt: stored })))
  }

  const startedAt = performance.now()
  const [row] = await store.tally()

  expect(row?.responses).toBe(1)
  // It took a minute when each answer was compared with all the others.
  expect(performance.now() - startedAt).toBeLessThan(5000)
}, 60_000)

test('each survey of each site has figures of its own, and so have the two kinds', async () => {
  const { store, send } = await testCollector()

  await send(
    aResponse({ ...ref('A-1'), survey: 'visit', kind: 'relationship', score: 2 }),
    aResponse(ref('A-1')),
    aResponse({ ...ref('A-1'), site: 'shop' }),
    aResponse({ kind: 'relationship' }),
  )

  expect(figuresOf(await store.tally())).toMatchObject([
    { site: 'main', survey: 'checkout', kind: 'transactional', answered: promoter },
    { site: 'main', survey: 'checkout', kind: 'relationship', answered: promoter },
    { site: 'main', survey: 'visit', kind: 'relationship', answered: detractor },
    { site: 'shop', survey: 'checkout', kind: 'transactional', answered: promoter },
  ])
})

test('periods are counted in one pass, add up to the whole, and count one vote for a ref in one of them', async () => {
  const { store, send } = await testCollector()
  const at = (day: number, time = '00:00:00.000') => `2026-04-0${day}T${time}Z`
  const ended = (instant: string) => ({ askedAt: instant, scoredAt: instant, endedAt: instant })
  const sent = { sentAt: '2026-05-01T12:00:10.000Z' }
  await send(
    aResponse({ ...sent, ...ended(at(2, '23:59:59.999')), score: 10 }),
    aResponse({ ...sent, ...ref('A-1'), ...ended(at(2)), score: 3 }),
    aResponse({ ...sent, ...ref('A-1'), ...ended(at(5)), score: 9 }),
    aResponse({ ...sent, ...ended(at(3)), score: 7 }),
  )

  const rows = await store.tally([at(3), at(5)].map(Date.parse))

  const scores = (period: number) => rows.filter(row => row.period === period).map(({ score }) => score)
  expect([scores(0), scores(1), scores(2)]).toEqual([[10], [7], [9]])
  expect(figuresOf(rows)).toEqual(figuresOf(await store.tally()))
})
