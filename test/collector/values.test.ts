import { expect, test } from 'vitest'
import { AnswersAnswer } from '../../src/report/api/figures-answer.ts'
import { ValuesAnswer } from '../../src/report/api/values.ts'
import { aResponse } from './a-response.ts'
import { testCollector } from './test-collector.ts'

const order = (score: number, value: number | null, currency: string | null = 'EUR', team = 'north') =>
  aResponse({ score, trigger: { value, currency, properties: { team } } })

async function values(records: readonly object[], query = '') {
  const { send, operatorGets } = await testCollector()
  await send(...records)
  const response = await operatorGets(`/api/values${query}`)
  expect(response.status).toBe(200)
  return ValuesAnswer.parse(await response.json())
}

test('a large order of a detractor outweighs nine small ones of promoters, each currency apart', async () => {
  const small = Array.from({ length: 9 }, () => order(10, 10))
  const { groups } = await values([...small, order(2, 910), order(9, 50, 'SEK'), order(8, 150, 'SEK')])

  expect(groups).toMatchObject([
    {
      ...{ survey: 'checkout', currency: 'EUR', answers: 10, score: -82 },
      values: { promoters: 90, passives: 0, detractors: 910 },
      effective: 1.2,
    },
    { currency: 'SEK', answers: 2, score: 25, values: { promoters: 50, passives: 150, detractors: 0 } },
  ])
})

test('values that are zero, too large to be true, or unknown are left out', async () => {
  const { groups } = await values([
    ...[order(9, 0), order(9, -5), order(9, 1e300), order(9, null), order(9, 10, null), order(9, 10, '')],
    aResponse({ ...order(9, 10), state: 'dismissed', score: null, reason: null }),
    order(9, 10),
  ])

  expect(groups).toMatchObject([{ answers: 1, squares: 100 }])
})

test('the answers behind a value are those that it is the sum of', async () => {
  const { send, operatorGets } = await testCollector()
  const [first, second] = [order(2, 910), order(3, 90)]
  await send(first, second, order(9, 50), order(1, 70, 'SEK'), order(1, null), order(1, 1e300), order(1, -5))

  const response = await operatorGets('/api/answers?currency=EUR&category=detractor')
  const { answers } = AnswersAnswer.parse(await response.json())

  expect(answers.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort())
})

test('by team, and for one device only', async () => {
  const { groups } = await values(
    [
      order(9, 10),
      order(0, 30),
      order(0, 90, 'EUR', 'south'),
      aResponse({ ...order(0, 500), device: 'desktop' }),
    ],
    '?by=team&device=mobile',
  )

  expect(groups.map(({ segments, values: { detractors } }) => [...segments, detractors])).toEqual([
    ['north', 30],
    ['south', 90],
  ])
})

test('groups for which there is no room are one', async () => {
  const { groups, joined } = await values(
    Array.from({ length: 205 }, (_, number) => order(9, 4, 'EUR', `team ${number}`)),
    '?by=team',
  )

  expect(joined).toBe(5)
  expect(groups).toHaveLength(201)
  expect(groups.find(({ segments }) => segments[0] === '…')).toMatchObject({ answers: 5 })
})
