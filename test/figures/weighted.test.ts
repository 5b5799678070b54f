import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { categoryOf } from '../../src/figures/category.ts'
import { intervalOf } from '../../src/figures/interval.ts'
import type { Counts } from '../../src/figures/score.ts'
import {
  effectiveAnswers,
  revenueAtRisk,
  type WeightedCounts,
  weightedIntervalOf,
  weightedScoreOf,
} from '../../src/figures/weighted.ts'

interface Order {
  score: number
  value: number
}

/** What a database adds up. */
function added(orders: readonly Order[]): WeightedCounts {
  const values: Counts = { promoters: 0, passives: 0, detractors: 0 }
  let squares = 0
  for (const { score, value } of orders) {
    values[`${categoryOf(score)}s`] += value
    squares += value ** 2
  }
  return { values, squares }
}

const orders = fc.array(
  fc.record({ score: fc.integer({ min: 0, max: 10 }), value: fc.integer({ min: 1, max: 5000 }) }),
  { minLength: 1, maxLength: 60 },
)

test('a large order of a detractor outweighs nine small ones of promoters', () => {
  const small = Array.from({ length: 9 }, () => ({ score: 10, value: 10 }))
  const counts = added([...small, { score: 2, value: 910 }])
  expect(weightedScoreOf(counts)).toBeCloseTo(-82)
  expect(revenueAtRisk(counts)).toBe(910)
  expect(effectiveAnswers(counts)).toBeCloseTo(1.2, 1)
})

test('without money there is no score, and nothing at risk', () => {
  const none = added([])
  expect([
    weightedScoreOf(none),
    weightedIntervalOf(none),
    effectiveAnswers(none),
    revenueAtRisk(none),
  ]).toEqual([null, null, 0, 0])
})

describe('whatever the orders', () => {
  test('of equal value they are plain answers', () => {
    fc.assert(
      fc.property(orders, fc.integer({ min: 1, max: 900 }), (given, value) => {
        const weighted = weightedIntervalOf(added(given.map(({ score }) => ({ score, value }))))
        const plain = intervalOf(added(given.map(({ score }) => ({ score, value: 1 }))).values)
        expect(weighted?.low).toBeCloseTo(plain?.low ?? Number.NaN, 6)
        expect(weighted?.high).toBeCloseTo(plain?.high ?? Number.NaN, 6)
      }),
    )
  })

  test('another currency changes neither score nor interval', () => {
    fc.assert(
      fc.property(orders, given => {
        const [here, there] = [1, 11.5].map(rate =>
          added(given.map(({ score, value }) => ({ score, value: value * rate }))),
        )
        if (!here || !there) throw new Error('There are two.')
        expect(weightedScoreOf(there)).toBeCloseTo(weightedScoreOf(here) ?? Number.NaN, 6)
        expect(weightedIntervalOf(there)?.low).toBeCloseTo(weightedIntervalOf(here)?.low ?? Number.NaN, 6)
      }),
    )
  })

  test('they tell as much as their number at most, and as one at least', () => {
    fc.assert(
      fc.property(orders, given => {
        const effective = effectiveAnswers(added(given))
        expect(effective).toBeLessThanOrEqual(given.length + 1e-6)
        expect(effective).toBeGreaterThanOrEqual(1 - 1e-6)
      }),
    )
  })
})
