import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roundScore, scoreOf } from '../../src/figures/score.ts'

test.each([
  ['75 promoters, 10 passives and 15 detractors', { promoters: 75, passives: 10, detractors: 15 }, 60],
  ['30 promoters and 18 detractors of 100', { promoters: 30, passives: 52, detractors: 18 }, 12],
  ['60 % promoters and 20 % detractors', { promoters: 3, passives: 1, detractors: 1 }, 40],
  ['promoters alone', { promoters: 7, passives: 0, detractors: 0 }, 100],
  ['detractors alone', { promoters: 0, passives: 0, detractors: 7 }, -100],
  ['passives alone', { promoters: 0, passives: 7, detractors: 0 }, 0],
])('%s give the score', (_case, counts, score) => {
  expect(scoreOf(counts)).toBe(score)
})

test('no answers have no score, rather than a score of 0', () => {
  expect(scoreOf({ promoters: 0, passives: 0, detractors: 0 })).toBeNull()
})

test('one answer has a score', () => {
  expect(scoreOf({ promoters: 0, passives: 1, detractors: 0 })).toBe(0)
})

test('the score is rounded once, not share by share', () => {
  // 54.5 % less 21.4 %; the rounded shares, 55 and 21, would make it 34.
  const counts = { promoters: 545, passives: 241, detractors: 214 }

  expect(roundScore(scoreOf(counts) ?? 0)).toBe(33)
})

test.each([
  [12.5, 13],
  [-12.5, -13],
  [12.49, 12],
  [-12.49, -12],
  [0.4, 0],
  [-0.4, 0],
])('%f is shown as %i', (score, shown) => {
  expect(roundScore(score)).toBe(shown)
})

test('any answers give a score from -100 to 100, and its mirror image when the groups change places', () => {
  const count = fc.nat({ max: 1_000_000 })
  fc.assert(
    fc.property(count, count, count, (promoters, passives, detractors) => {
      const score = scoreOf({ promoters, passives, detractors })
      const mirrored = scoreOf({ promoters: detractors, passives, detractors: promoters })

      if (score === null || mirrored === null) return promoters + passives + detractors === 0
      return score >= -100 && score <= 100 && roundScore(score) + roundScore(mirrored) === 0
    }),
  )
})
