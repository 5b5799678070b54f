import { describe, expect, test } from 'vitest'
import { countOpenFollowUps } from '../../src/collector/answer-follow-ups.ts'
import { AuditAnswer } from '../../src/report/api/audit.ts'
import { FollowUpChanged, FollowUpFigures, FollowUpList } from '../../src/report/api/follow-up.ts'
import { aResponse } from './a-response.ts'
import { now, testCollector, token } from './test-collector.ts'

async function followUpCollector() {
  const test = await testCollector()
  return {
    ...test,
    follow: (body: unknown, headers: Record<string, string> = { authorization: `Bearer ${token}` }) =>
      test.collector.fetch(
        new Request('http://collector/api/follow-up', {
          method: 'POST',
          headers,
          body: JSON.stringify(body),
        }),
      ),
    list: async (query = '') =>
      FollowUpList.parse(await (await test.operatorGets(`/api/follow-up${query}`)).json()),
  }
}

const detractor = (value: number | null = null) =>
  aResponse({ score: 2, reason: 'Late', trigger: { value, currency: value === null ? null : 'EUR' } })

test('a detractor is taken, noted and solved, and the figures say so', async () => {
  const { store, send, follow, list, operatorGets } = await followUpCollector()
  const [dear, cheap] = [detractor(250), detractor(10)]
  await send(cheap, dear)
  expect((await list()).answers.map(({ id }) => id)).toEqual([dear.id, cheap.id])

  const take = await follow({
    answers: [{ id: dear.id, version: 0 }],
    ...{ owner: 'me', state: 'contacted', due: '2026-05-02', note: 'Called, sends a new cup' },
  })
  expect(FollowUpChanged.parse(await take.json())).toEqual({ changed: [dear.id], overtaken: [], gone: [] })
  const mine = await list('?owner=me')
  expect(mine.answers.map(({ followUp }) => followUp)).toEqual([
    {
      ...{ state: 'contacted', owner: { id: 'operator', name: 'Operator' }, due: '2026-05-02', version: 1 },
      contactedAt: now,
      steps: [
        {
          ...{ at: now, by: { id: 'operator', name: 'Operator' }, state: 'contacted', due: '2026-05-02' },
          ...{ owner: { id: 'operator', name: 'Operator' }, note: 'Called, sends a new cup' },
        },
      ],
    },
  ])
  expect(mine.me).toEqual({ id: 'operator', name: 'Operator', mayFollowUp: true })
  expect(mine.team).toEqual([{ id: 'operator', name: 'Operator' }])

  const audit = AuditAnswer.parse(await (await operatorGets('/api/audit?what=followed-up')).json())
  expect(audit.entries.map(({ person, on }) => [person, on])).toEqual([
    ['operator', 'contacted, Operator, 2026-05-02, a note: 1'],
  ])
  expect(await countOpenFollowUps(store, now)).toBe(2)
  await follow({ answers: [{ id: dear.id, version: 1 }], state: 'solved' })
  expect(await countOpenFollowUps(store, now)).toBe(1)
  expect((await list()).answers.map(({ id }) => id)).toEqual([cheap.id])
  const figures = FollowUpFigures.parse(await (await operatorGets('/api/follow-up-figures')).json())
  expect(figures.surveys).toMatchObject([{ survey: 'checkout', contacted: 0, solved: 1, lost: 0 }])
})

test('how somebody was followed up is in what is handed out of them', async () => {
  const { send, follow, collector } = await followUpCollector()
  const record = detractor()
  await send(record)
  await follow({ answers: [{ id: record.id, version: 0 }], note: 'Wants a call' })

  const response = await collector.fetch(
    new Request('http://collector/api/person/export', {
      ...{ method: 'POST', headers: { authorization: `Bearer ${token}` } },
      body: new URLSearchParams({ by: 'id', value: record.id }),
    }),
  )
  const [, said] = (await response.text()).trim().split('\n')

  expect(JSON.parse(said ?? '')).toMatchObject({
    response: record.id,
    followUp: { state: 'new', steps: [{ note: 'Wants a call' }] },
  })
})

const id = '0199c0de-0000-7000-8000-000000000001'
const answers = [{ id, version: 0 }]

test.each([
  [{ answers, state: 'done' }, 'state', '"done"'],
  [{ answers }, 'state', 'nothing'],
  [{ answers: [], state: 'new' }, 'answers', 'a list of 0'],
  [{ answers: [{ id: 'x', version: 0 }], state: 'new' }, 'answers.0.id', '"x"'],
  [{ answers: [{ id }], state: 'new' }, 'answers.0.version', 'nothing'],
  [{ answers, due: '2026-02-31' }, 'due', '"2026-02-31"'],
  [{ answers, note: '  ' }, 'note', '"  "'],
  [{ answers, note: 'x'.repeat(2001) }, 'note', null],
  [{ answers, owner: 'm_unknown' }, 'owner', '"m_unknown"'],
  [{ answers, state: 'new', extra: 1 }, 'extra', null],
])('a wrong change is refused by name: %j', async (body, field, found) => {
  const { follow } = await followUpCollector()
  const response = await follow(body)

  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ field, ...(found !== null && { found }) })
})

describe('wrong parameters', () => {
  test.each(['queue=all', 'state=done', 'due=tomorrow', 'contact=yes', 'after=1', 'owner=a+b', 'score=1'])(
    'are refused by name: %s',
    async query => {
      const { operatorGets } = await followUpCollector()
      const response = await operatorGets(`/api/follow-up?${query}`)

      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ field: query.split('=')[0] })
    },
  )
})

test('nobody without the right changes anything', async () => {
  const { send, follow, list } = await followUpCollector()
  const record = detractor()
  await send(record)

  expect((await follow({ answers: [{ id: record.id, version: 0 }], state: 'lost' }, {})).status).toBe(401)
  expect((await list()).answers).toHaveLength(1)
})
