import { expect, test } from 'vitest'
import { createCollector } from '../../src/collector/app.ts'
import { AnswersAnswer, FiguresAnswer } from '../../src/report/api/figures-answer.ts'
import { aResponse } from './a-response.ts'
import { message, now, responseRequest, testCollector, token } from './test-collector.ts'

const authorization = { authorization: `Bearer ${token}` }
const of = (survey: string, site = 'main') => aResponse({ survey, site })

async function surveysIn(answer: Response) {
  return (await answer.json()) as {
    known: { site: string; survey: string; declared: boolean }[]
    undeclared: { responses: number; most: number; names: object[] }
  }
}

test('without a declaration the first surveys of each site are known by themselves', async () => {
  const { send, operatorGets } = await testCollector()

  await send(of('checkout'), of('support'), of('checkout', 'shop'))

  const plain = { declared: false, name: null, answers: 1, heard: expect.any(Number) }
  expect(await surveysIn(await operatorGets('/api/surveys'))).toEqual({
    known: [
      { site: 'main', survey: 'checkout', ...plain },
      { site: 'main', survey: 'support', ...plain },
      { site: 'shop', survey: 'checkout', ...plain },
    ],
    sites: [],
    undeclared: { responses: 0, most: 100_000, names: [] },
  })
})

test('a declared survey is counted with everything that came for it before; all others are one line', async () => {
  const { collector, send, operatorGets } = await testCollector()
  const declare = (...surveys: string[]) =>
    collector.fetch(message('/api/surveys', { surveys: surveys.map(survey => ({ survey })) }, authorization))
  expect((await declare('checkout')).status).toBe(200)
  expect(await send(of('checkout'), of('made-up'), of('made-up'), of('late'))).toEqual([204, 204, 204, 204])

  const before = await (await operatorGets('/report')).text()
  expect(before).toContain('3 answers of surveys that are not declared')
  expect(before).not.toContain('made-up')
  expect(await (await operatorGets('/api/report')).json()).toMatchObject({
    surveys: [{ survey: 'checkout', answers: 1 }],
    undeclared: 3,
  })

  const declared = await surveysIn(await declare('late'))

  expect(declared.undeclared).toMatchObject({
    responses: 2,
    names: [{ site: 'main', survey: 'made-up', responses: 2 }],
  })
  expect(await (await operatorGets('/api/report')).json()).toMatchObject({
    surveys: [
      { survey: 'checkout', answers: 1 },
      { survey: 'late', answers: 1 },
    ],
  })
})

test('figures and answers leave out what is not declared, until it is', async () => {
  const { collector, send, operatorGets } = await testCollector()
  const declare = (survey: string) =>
    collector.fetch(message('/api/surveys', { surveys: [{ survey }] }, authorization))
  const seen = async () => {
    const figures = FiguresAnswer.parse(await (await operatorGets('/api/figures')).json())
    const answers = AnswersAnswer.parse(await (await operatorGets('/api/answers')).json())
    return [figures.groups.map(({ survey }) => survey).sort(), answers.answers.length]
  }
  await declare('checkout')
  await send(of('checkout'), of('made-up'))

  expect(await seen()).toEqual([['checkout'], 1])
  await declare('made-up')
  expect(await seen()).toEqual([['checkout', 'made-up'], 2])
})

test('what is not declared is erased in one step, and nothing else is', async () => {
  const { collector, send, stored } = await testCollector()
  await collector.fetch(message('/api/surveys', { surveys: [{ survey: 'checkout' }] }, authorization))
  await send(of('checkout'), of('made-up'), of('other'))

  const answer = await collector.fetch(message('/api/surveys/undeclared/erase', {}, authorization))

  expect(await answer.json()).toEqual({ erased: 2 })
  expect((await stored()).map(({ survey }) => survey)).toEqual(['checkout'])
})

test.each([
  ['no JSON', '{'],
  ['no list', '{}'],
  ['an empty list', '{"surveys":[]}'],
  ['a name that no survey has', '{"surveys":[{"survey":"a b"}]}'],
])('a declaration that is %s is refused', async (_case, body) => {
  const { collector } = await testCollector()
  const request = new Request('http://collector/api/surveys', {
    method: 'POST',
    headers: authorization,
    body,
  })

  const answer = await collector.fetch(request)

  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ field: 'surveys' })
})

test.each(['GET /api/surveys', 'POST /api/surveys', 'POST /api/surveys/undeclared/erase'])(
  '%s is for the operator',
  async route => {
    const { collector } = await testCollector()
    const [method = '', path] = route.split(' ')

    const answer = await collector.fetch(
      new Request(`http://collector${path}`, { method, ...(method === 'POST' && { body: '{}' }) }),
    )

    expect(answer.status).toBe(401)
  },
)

test('a response for which there is no room is to come again in an hour', async () => {
  const { store, collector } = await testCollector()
  const full = { ...store, saveAll: async () => ({ turnedAway: [record.id] }) }
  const record = of('made-up')
  const busy = createCollector({ store: full, now: () => now, token })

  const answer = await busy.fetch(responseRequest(record))

  expect(answer.status).toBe(429)
  expect(answer.headers.get('retry-after')).toBe('3600')
  expect(await answer.json()).toMatchObject({ field: 'survey' })
  expect((await collector.fetch(responseRequest(record))).status).toBe(204)
})
