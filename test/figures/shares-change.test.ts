import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answersIn, type Counts, scoreOf } from '../../src/figures/score.ts'
import { sharesChangeOf } from '../../src/figures/shares-change.ts'

const counts = (promoters: number, passives: number, detractors: number): Counts => ({
  promoters,
  passives,
  detractors,
})
const someAnswers = fc
  .tuple(fc.nat(500), fc.nat(500), fc.nat(500))
  .map(([promoters, passives, detractors]) => counts(promoters, passives, detractors))
  .filter(given => answersIn(given) > 0)

test('promoters who became passives are the larger move', () => {
  expect(sharesChangeOf(counts(60, 25, 15), counts(53, 33, 14))).toEqual({
    shares: { promoter: -7, passive: 8, detractor: expect.closeTo(-1) },
    moves: [
      { from: 'promoter', to: 'passive', points: 7 },
      { from: 'detractor', to: 'passive', points: expect.closeTo(1) },
    ],
  })
})

test('if nothing changed nothing moved, and if nobody answered nothing is known', () => {
  expect(sharesChangeOf(counts(60, 25, 15), counts(60, 25, 15))?.moves).toEqual([])
  expect(sharesChangeOf(counts(0, 0, 0), counts(60, 25, 15))).toBeNull()
  expect(sharesChangeOf(counts(60, 25, 15), counts(0, 0, 0))).toBeNull()
})

describe('whatever the answers', () => {
  test('the changes of the shares add up to nothing, and make the change of the score', () => {
    fc.assert(
      fc.property(someAnswers, someAnswers, (before, after) => {
        const shares = sharesChangeOf(before, after)?.shares ?? { promoter: 1, passive: 1, detractor: 1 }
        expect(shares.promoter + shares.passive + shares.detractor).toBeCloseTo(0)
        expect(shares.promoter - shares.detractor).toBeCloseTo((scoreOf(after) ?? 0) - (scoreOf(before) ?? 0))
      }),
    )
  })

  test('the moves make the changes of the shares', () => {
    fc.assert(
      fc.property(someAnswers, someAnswers, (before, after) => {
        const { shares, moves } = sharesChangeOf(before, after) ?? { shares: {}, moves: [] }
        for (const [category, change] of Object.entries(shares)) {
          const come = moves.filter(({ to }) => to === category).reduce((sum, { points }) => sum + points, 0)
          const gone = moves
            .filter(({ from }) => from === category)
            .reduce((sum, { points }) => sum + points, 0)
          expect(come - gone).toBeCloseTo(change)
        }
      }),
    )
  })
})
