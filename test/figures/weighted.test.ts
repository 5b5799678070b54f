import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { categoryOf } from '../../src/figures/category.ts'
import { intervalOf } from '../../src/figures/interval.ts'
import type { Counts } from '../../src/figures/score.ts'
import {
  effectiveAnswers,
  enoughEffective,
  revenueAtRisk,
  type WeightedCounts,
  weightedIntervalOf,
  weightedScoreOf,
} from '../../src/figures/weighted.ts'
import { createDice } from '../faults/dice.ts'

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

test('with enough effective answers the interval contains the truth in at least 92 of 100 cases, with fewer it may not', () => {
  const roll = createDice(7)
  const random = () => roll.between(0, 999_999) / 1_000_000
  // Nearly all are promoters, and a few orders are worth more than all others together: the hardest case.
  const [promoters, detractors, spread] = [0.9, 0.05, 2]
  const held = { few: 0, enough: 0 }
  const drawn = { few: 0, enough: 0 }
  for (let time = 0; time < 4000; time += 1) {
    const given = Array.from({ length: time % 2 === 0 ? 20 : 150 }, () => {
      const fell = random()
      const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
      return {
        score: fell < promoters ? 10 : fell < promoters + detractors ? 0 : 8,
        value: Math.exp(spread * normal),
      }
    })
    const counts = added(given)
    const interval = weightedIntervalOf(counts)
    const truth = 100 * (promoters - detractors)
    const which = effectiveAnswers(counts) < enoughEffective ? 'few' : 'enough'
    drawn[which] += 1
    if (interval && interval.low <= truth && truth <= interval.high) held[which] += 1
  }

  expect(held.few / drawn.few).toBeLessThan(0.92)
  expect(held.enough / drawn.enough).toBeGreaterThanOrEqual(0.92)
})
