import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answersIn, type Counts, roundScore, scoreOf } from '../../src/figures/score.ts'
import { wholeShares } from '../../src/figures/whole-shares.ts'

const groups = ['promoters', 'passives', 'detractors'] as const
const counts = fc.record({ promoters: fc.nat(500), passives: fc.nat(500), detractors: fc.nat(500) })

test('shares as they are read are 100 together, and each is rounded down or up', () => {
  fc.assert(
    fc.property(counts, given => {
      const shares = wholeShares(given)
      if (answersIn(given) === 0) return expect(shares).toBeNull()
      const read: Counts = shares ?? given
      expect(answersIn(read)).toBe(100)
      for (const group of groups)
        expect(Math.abs(read[group] - (100 * given[group]) / answersIn(given))).toBeLessThan(1)
    }),
  )
})

test.each([
  [{ promoters: 144, passives: 86, detractors: 87 }, [45, 28, 27], 18],
  [{ promoters: 1, passives: 1, detractors: 1 }, [33, 34, 33], 0],
  [{ promoters: 75, passives: 10, detractors: 15 }, [75, 10, 15], 60],
  [{ promoters: 30, passives: 52, detractors: 18 }, [30, 52, 18], 12],
  [{ promoters: 6, passives: 2, detractors: 2 }, [60, 20, 20], 40],
  [{ promoters: 0, passives: 0, detractors: 3 }, [0, 0, 100], -100],
])('of %o they are %o, and the reader’s subtraction gives the score %i', (given, shares, score) => {
  const read = wholeShares(given)

  expect(groups.map(group => read?.[group])).toEqual(shares)
  expect(roundScore(scoreOf(given) ?? Number.NaN)).toBe(score)
  expect((shares[0] ?? 0) - (shares[2] ?? 0)).toBe(score)
})
