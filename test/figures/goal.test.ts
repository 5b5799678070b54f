import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { goalDistanceOf } from '../../src/figures/goal.ts'
import { intervalOf } from '../../src/figures/interval.ts'

const counts = fc.record({
  promoters: fc.nat(300),
  passives: fc.nat(300),
  detractors: fc.nat(300),
})

describe('the distance from a goal', () => {
  test.each([
    ['56 of 100 answers, below 60 within noise', [66, 24, 10], 60, -4, 'noise'],
    ['12, and the interval ends below 60', [30, 52, 18], 60, -48, 'below'],
    ['60, and the interval begins above 0', [75, 10, 15], 0, 60, 'above'],
    ['exactly the goal', [75, 10, 15], 60, 0, 'noise'],
    ['too few answers', [29, 0, 0], -100, 200, 'unknown'],
    ['enough', [30, 0, 0], -100, 200, 'above'],
  ] as const)('%s', (_, [promoters, passives, detractors], goal, points, verdict) => {
    expect(goalDistanceOf({ promoters, passives, detractors }, goal)).toEqual({ points, verdict })
  })

  test('there is no verdict without answers', () => {
    expect(goalDistanceOf({ promoters: 0, passives: 0, detractors: 0 }, 50)).toBeNull()
  })

  test('a score above or below by more than noise is on that side, and the interval agrees', () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: -100, max: 100 }), (given, goal) => {
        const [distance, interval] = [goalDistanceOf(given, goal), intervalOf(given)]
        if (distance === null || interval === null) return
        const holds = interval.low <= goal && goal <= interval.high
        if (distance.verdict === 'above') expect(distance.points).toBeGreaterThan(0)
        if (distance.verdict === 'below') expect(distance.points).toBeLessThan(0)
        if (distance.verdict !== 'unknown') expect(distance.verdict === 'noise').toBe(holds)
      }),
    )
  })

  test('what is above a goal is below it if promoters and detractors change places', () => {
    const mirrored = { above: 'below', below: 'above', noise: 'noise', unknown: 'unknown' } as const
    fc.assert(
      fc.property(counts, fc.integer({ min: -100, max: 100 }), (given, goal) => {
        const distance = goalDistanceOf(given, goal)
        const { promoters, passives, detractors } = given
        const other = goalDistanceOf({ promoters: detractors, passives, detractors: promoters }, -goal)
        expect(other?.points ?? 0).toBeCloseTo(-(distance?.points ?? 0), 9)
        // At the very edge of the interval the arithmetic of the two may differ by a hair.
        const interval = intervalOf(given)
        const isAtEdge =
          interval !== null && Math.min(Math.abs(interval.low - goal), Math.abs(interval.high - goal)) < 1e-9
        if (distance && !isAtEdge) expect(other?.verdict).toBe(mirrored[distance.verdict])
      }),
    )
  })
})
