import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { FiguresAnswer } from '../../src/report/api/figures-answer.ts'
import { aResponse } from './a-response.ts'
import { testCollector } from './test-collector.ts'

/** So many answers with this score. */
const given = (score: number, count: number) => Array.from({ length: count }, () => aResponse({ score }))

async function figures(records: readonly object[], query = '') {
  const { send, operatorGets } = await testCollector()
  await send(...records)
  const response = await operatorGets(`/api/figures${query}`)
  expect(response.status).toBe(200)
  return FiguresAnswer.parse(await response.json())
}

describe('the worked examples', () => {
  test.each([
    ['75 promoters, 10 passives and 15 detractors', [75, 10, 15], 60],
    ['30 promoters and 18 detractors of 100', [30, 52, 18], 12],
    ['60% promoters and 20% detractors', [6, 2, 2], 40],
  ] as const)('%s', async (_, [promoters, passives, detractors], score) => {
    const answer = await figures([...given(10, promoters), ...given(8, passives), ...given(6, detractors)])

    expect(answer.groups).toMatchObject([
      { survey: 'checkout', when: 'period', score, answers: promoters + passives + detractors },
    ])
  })
})

test.each([
  ['75 promoters, 10 passives and 15 detractors', [75, 10, 15], 60],
  ['30 promoters and 18 detractors of 100', [30, 52, 18], 12],
  ['60% promoters and 20% detractors', [6, 2, 2], 40],
] as const)(
  '%s come to the same on the page, in the report as data, in what is downloaded, and in SQL',
  async (_, [promoters, passives, detractors], score) => {
    const { db, send, operatorGets } = await testCollector()
    await send(...given(9, promoters), ...given(7, passives), ...given(6, detractors))
    const text = async (path: string) => (await operatorGets(path)).text()

    const page = (await text('/report')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    expect(page).toContain(`NPS® ${score}`)
    const shares = [...page.matchAll(/ (\d+)%/g)].map(([, share]) => Number(share))
    expect((shares[1] ?? 0) - (shares[3] ?? 0)).toBe(score)
    expect(JSON.parse(await text('/api/report')).surveys).toMatchObject([{ score }])
    const exported = JSON.parse(await text('/api/answers/export?format=json'))
    const table = (await text('/api/responses?format=csv')).trim().split('\r\n').slice(1)
    for (const groups of [
      exported.map((answer: { score: number }) => answer.score),
      table.map(line => Number(/,"?(6|7|9)"?,"?(?:promoter|passive|detractor)"?,/.exec(line)?.[1])),
    ]) {
      const of = (from: number, to: number) =>
        groups.filter((given: number) => given >= from && given <= to).length
      expect((100 * (of(9, 10) - of(0, 6))) / groups.length).toBe(score)
    }
    const { rows } = await sql<{ nps: number }>`
      select 100.0 * sum(case when score >= 9 then 1 when score <= 6 then -1 else 0 end) / count(*) as nps
      from response where state = 'answered' and test = 0 and self_selected = 0`.execute(db)
    expect(Number(rows[0]?.nps)).toBe(score)
  },
)

test('without answers there is no group', async () => {
  expect((await figures([])).groups).toEqual([])
})

test('askings and dismissals are counted apart from the score, never in it', async () => {
  const none = { score: null, reason: null }
  const answer = await figures([
    ...given(9, 2),
    aResponse({ ...none, state: 'asked' }),
    aResponse({ ...none, state: 'dismissed' }),
    aResponse({ state: 'scored', score: 3 }),
  ])

  expect(answer.groups).toMatchObject([{ score: 100, answers: 2, ignored: 1, dismissed: 1, withReason: 2 }])
  expect(answer.groups[0]?.unconfirmed[3]).toBe(1)
})

test.each([
  ['closed within a second', { state: 'dismissed', score: null, scoredAt: null }, '00:00.999Z', [1, 0]],
  ['closed after a second', { state: 'dismissed', score: null, scoredAt: null }, '00:01.000Z', [0, 0]],
  [
    'scored within a second, never sent',
    { state: 'scored', score: 3, scoredAt: '00:00.400Z' },
    '00:09.000Z',
    [0, 1],
  ],
  ['scored later', { state: 'scored', score: 3, scoredAt: '00:04.000Z' }, '00:09.000Z', [0, 0]],
  ['sent', { state: 'answered', score: 3, scoredAt: '00:00.400Z' }, '00:00.900Z', [0, 0]],
  [
    'ended before it began',
    { state: 'dismissed', score: null, scoredAt: null },
    '00:00.000Z',
    [0, 0],
    '00:00.001Z',
  ],
] as const)(
  'likely mis-clicks are told: %s',
  async (_, given, ended, [dismissed, scored], asked: string = '00:00.000Z') => {
    const minute = '2026-05-01T12:'
    const { groups } = await figures([
      aResponse({
        ...{ ...given, reason: null },
        ...{ askedAt: minute + asked, endedAt: minute + ended },
        scoredAt: given.scoredAt && minute + given.scoredAt,
      }),
    ])

    expect(groups).toMatchObject([
      { misclicks: { dismissed, scored }, sent: given.state === 'answered' ? 1 : 0 },
    ])
  },
)

test('unconfirmed scores count if the reader wants them to', async () => {
  const records = [...given(9, 1), aResponse({ state: 'scored', score: 3 })]

  expect((await figures(records, '?unconfirmed=counted')).groups).toMatchObject([{ score: 0, answers: 2 }])
})

test('the period before is told apart', async () => {
  const at = (month: number) => {
    const instant = `2026-0${month}-15T12:00:00.000Z`
    return { askedAt: instant, scoredAt: instant, endedAt: instant, sentAt: '2026-05-01T12:00:10.000Z' }
  }
  const answer = await figures(
    [aResponse({ ...at(4), score: 2 }), aResponse({ ...at(3), score: 10 })],
    '?period=last-month&bucket=week',
  )

  expect(answer.period).toEqual({ start: Date.UTC(2026, 3, 1), end: Date.UTC(2026, 4, 1) })
  expect(answer.groups).toMatchObject([
    { when: 'before', score: 100, bucket: Date.UTC(2026, 2, 9) },
    { when: 'period', score: -100, bucket: Date.UTC(2026, 3, 13) },
  ])
})

test('two segments at a time, and a filter', async () => {
  const of = (team: string, device: 'mobile' | 'desktop', score: number) =>
    aResponse({ score, device, trigger: { properties: { team } } })
  const answer = await figures(
    [of('north', 'mobile', 10), of('north', 'desktop', 0), of('south', 'mobile', 8), aResponse()],
    '?by=team,device&device=mobile',
  )

  expect(answer.groups.map(({ segments, score }) => [...segments, score])).toEqual([
    ['north', 'mobile', 100],
    ['south', 'mobile', 0],
    [null, 'mobile', 100],
  ])
})

test('made-up groups are many, and those for which there is no room are one', async () => {
  const answer = await figures(
    Array.from({ length: 230 }, (_, number) =>
      aResponse({ trigger: { properties: { agent: `a${number}` } } }),
    ),
    '?by=agent',
  )

  expect(answer.joined).toBe(30)
  expect(answer.groups).toHaveLength(201)
  expect(answer.groups.reduce((sum, { answers }) => sum + answers, 0)).toBe(230)
})

describe('refused, with what was found and what is allowed', () => {
  test.each([
    ['?form=2026-01-01', 'form', '"2026-01-01"', /from, to/],
    ['?verified=yes', 'verified', '"yes"', /"only"/],
    ['?from=2026-02-31&to=2026-03-01', 'from', '"2026-02-31"', /calendar/],
    ['?from=2026-02-01', 'period', 'nothing', /both from and to/],
    ['?from=2026-02-02&to=2026-02-01', 'to', '"2026-02-01"', /not before/],
    ['?period=90d&from=2026-02-01&to=2026-02-02', 'period', '"90d"', /one period/],
    ['?by=team,device,agent', 'by', '"team,device,agent"', /one or two/],
    ['?by=weather', 'by', '"weather"', /touchpoint/],
    ['?site=main&site=outlet', 'site', 'a list of 2', /text/],
    ['?__proto__=x', '__proto__', '"x"', /site/],
    ['?bucket=hour', 'bucket', '"hour"', /"week"/],
  ])('%s', async (query, field, found, allowed) => {
    const { operatorGets } = await testCollector()

    const response = await operatorGets(`/api/figures${query}`)

    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({
      error: expect.any(String),
      field,
      found,
      allowed: expect.stringMatching(allowed),
    })
  })
})

describe('answers', () => {
  const list = async (records: readonly object[], query: string) => {
    const { send, operatorGets } = await testCollector()
    await send(...records)
    return (await operatorGets(`/api/answers${query}`)).json()
  }

  test.each([
    ['?words=LATE', ['The parcel came late', 'Lately all is well']],
    ['?words=late%20parcel', ['The parcel came late']],
    ['?words=forsenad', []],
    ['?words=F%C3%96RSENAD', ['Försenad leverans']],
    ['?category=detractor', ['The parcel came late', 'Försenad leverans']],
    ['?score=9&text=only', ['Lately all is well']],
  ])('%s finds %j', async (query, reasons) => {
    const found = await list(
      [
        aResponse({ score: 2, reason: 'The parcel came late' }),
        aResponse({ score: 9, reason: 'Lately all is well' }),
        aResponse({ score: 3, reason: 'Försenad leverans' }),
        aResponse({ score: 9, reason: null }),
      ],
      query,
    )

    const texts = found.answers.map(({ reason }: { reason: string }) => reason)
    expect(texts.toSorted()).toEqual(reasons.toSorted())
  })

  test('go on where the page ended', async () => {
    const records = Array.from({ length: 60 }, () => aResponse())
    const { send, operatorGets } = await testCollector()
    await send(...records)

    const first = await (await operatorGets('/api/answers')).json()
    const second = await (await operatorGets(`/api/answers?after=${first.next}`)).json()

    const ids = [...first.answers, ...second.answers].map(({ id }: { id: string }) => id)
    expect(new Set(ids).size).toBe(60)
    expect(first.answers).toHaveLength(50)
    expect(second.next).toBeNull()
  })
})

test('nobody but the operator reads them', async () => {
  const { collector } = await testCollector()
  for (const path of ['/api/figures', '/api/answers', '/api/example/figures']) {
    expect((await collector.fetch(new Request(`http://collector${path}`))).status).toBe(401)
  }
})
