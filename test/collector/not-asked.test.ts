import { describe, expect, test } from 'vitest'
import { NotAskedAnswer } from '../../src/report/api/not-asked.ts'
import { aResponse } from './a-response.ts'
import { message, now, responseRequest, testCollector, token } from './test-collector.ts'

/** By a clock that is right. */
const sentAt = new Date(now).toISOString()

const on = (date: string, notAsked: Record<string, number> | null, more: object = {}) => {
  const at = `${date}T12:00:00.000Z`
  return aResponse({ askedAt: at, scoredAt: at, endedAt: at, sentAt, notAsked, ...more })
}

test('a message tells why nobody was asked before it, by rule and step, of one site or all', async () => {
  const { send, operatorGets } = await testCollector()
  await send(
    on('2026-04-27', { sample: 3, 'wait-between': 1 }),
    on('2026-04-28', { sample: 2 }),
    on('2026-05-01', { where: 1 }, { site: 'outlet' }),
    on('2026-05-01', null),
    on('2026-05-01', { never: 9 }, { test: true }),
  )
  const counts = async (query: string) => {
    const answer = await operatorGets(`/api/not-asked?${query}`)
    const { counts } = NotAskedAnswer.parse(await answer.json())
    return counts.map(({ start, rule, triggers }) => [
      new Date(start).toISOString().slice(0, 10),
      rule,
      triggers,
    ])
  }

  expect(await counts('period=30d')).toEqual([
    ['2026-04-27', 'sample', 3],
    ['2026-04-27', 'wait-between', 1],
    ['2026-04-28', 'sample', 2],
    ['2026-05-01', 'where', 1],
  ])
  expect(await counts('period=30d&bucket=month&site=main')).toEqual([
    ['2026-04-01', 'sample', 5],
    ['2026-04-01', 'wait-between', 1],
  ])
  expect(await counts('from=2026-04-28&to=2026-04-30&bucket=week')).toEqual([['2026-04-27', 'sample', 2]])
})

test('made-up rules fill no page', async () => {
  const { send, operatorGets } = await testCollector()
  for (let count = 0; count < 5; count += 1) {
    const letters = [...'abcdefghijklmnop'].map(letter => [`${letter}-${'abcde'[count]}`, count + 1])
    await send(on('2026-05-01', Object.fromEntries(letters)))
  }
  const { counts } = NotAskedAnswer.parse(await (await operatorGets('/api/not-asked')).json())

  expect(counts).toHaveLength(31)
  expect(counts.reduce((sum, { triggers }) => sum + triggers, 0)).toBe(16 * 15)
  expect(counts.filter(({ rule }) => rule === '…')).toHaveLength(1)
})

describe('an invalid tally', () => {
  test.each<[string, Record<string, number>, string]>([
    ['a count below 1', { sample: 0 }, 'notAsked.sample'],
    ['a count above 9,999', { sample: 10_000 }, 'notAsked.sample'],
    ['half a trigger', { sample: 1.5 }, 'notAsked.sample'],
    ['a name that no rule has', { 'Wait <b>': 1 }, 'notAsked'],
    [
      'more than 30 rules',
      Object.fromEntries(Array.from({ length: 31 }, (_, place) => [`r${'a'.repeat(place + 1)}`, 1])),
      'notAsked',
    ],
  ])('is refused, and named: %s', async (_case, notAsked, field) => {
    const { collector, stored } = await testCollector()
    const answer = await collector.fetch(responseRequest(on('2026-05-01', notAsked)))

    expect(answer.status).toBe(422)
    expect((await answer.json()).field).toContain(field)
    expect(await stored()).toEqual([])
  })
})

test.each([
  ['survey=checkout', 'survey'],
  ['bucket=hour', 'bucket'],
  ['from=2026-05-01', 'period'],
])('a query that it does not know is refused: %s', async (query, field) => {
  const { operatorGets } = await testCollector()
  const answer = await operatorGets(`/api/not-asked?${query}`)

  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ field })
})

describe('a name that somebody gives', () => {
  const authorization = { authorization: `Bearer ${token}` }
  const given = async () => {
    const { collector, send, operatorGets } = await testCollector()
    await send(aResponse({ survey: 'checkout' }))
    return {
      name: (body: object) => collector.fetch(message('/api/names', body, authorization)),
      names: async () => (await (await operatorGets('/api/names')).json()).names,
      surveys: async () => (await operatorGets('/api/surveys')).json(),
    }
  }

  test('is shown with the id of a survey or a site, and is removed when it is empty', async () => {
    const { name, names, surveys } = await given()
    expect((await name({ site: 'main', survey: 'checkout', name: ' After a purchase ' })).status).toBe(200)
    expect((await name({ site: 'main', survey: null, name: 'The shop' })).status).toBe(200)
    expect(await surveys()).toMatchObject({
      known: [{ site: 'main', survey: 'checkout', name: 'After a purchase', answers: 1 }],
      sites: [{ site: 'main', name: 'The shop' }],
    })
    await name({ site: 'main', survey: 'checkout', name: '' })

    expect(await names()).toEqual([{ site: 'main', survey: null, name: 'The shop' }])
  })

  test.each<[string, object, string]>([
    ['of a survey that is not counted', { site: 'main', survey: 'made-up', name: 'x' }, 'survey'],
    ['of a site that is not counted', { site: 'made-up', survey: null, name: 'x' }, 'site'],
    ['that is too long', { site: 'main', survey: 'checkout', name: 'x'.repeat(61) }, 'name'],
    ['of two lines', { site: 'main', survey: 'checkout', name: 'x\ny' }, 'name'],
    ['with what nobody knows', { site: 'main', survey: 'checkout', name: 'x', color: 'red' }, 'color'],
  ])('is refused %s', async (_case, body, field) => {
    const { name, names } = await given()
    const answer = await name(body)

    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ field })
    expect(await names()).toEqual([])
  })
})
