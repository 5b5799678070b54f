import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeShares, type Share, shareDifferenceOf } from '../../src/figures/share-difference.ts'

const share: fc.Arbitrary<Share> = fc
  .tuple(fc.nat(500), fc.nat(500))
  .map(([part, rest]) => ({ part, of: part + rest }))

test('a worked example: 10 of 100, then 20 of 100', () => {
  const found = shareDifferenceOf({ part: 10, of: 100 }, { part: 20, of: 100 })

  // With one made up on each side, the shares are 11/102 and 21/102.
  expect(found?.points).toBeCloseTo(10)
  expect(found?.interval.low).toBeCloseTo(-0.0859, 3)
  expect(found?.interval.high).toBeCloseTo(19.6938, 3)
  expect(found?.chance).toBeCloseTo(0.052, 3)
})

test('of nothing there is no share', () => {
  expect(shareDifferenceOf({ part: 0, of: 0 }, { part: 1, of: 2 })).toBeNull()
})

test('the other way round it is the same with the other sign, and lies within what is possible', () => {
  fc.assert(
    fc.property(share, share, (first, second) => {
      const [there, back] = [shareDifferenceOf(first, second), shareDifferenceOf(second, first)]

      if (there === null || back === null) return
      expect(there.points + back.points).toBeCloseTo(0)
      expect(there.interval.low + back.interval.high).toBeCloseTo(0)
      expect(there.chance).toBeCloseTo(back.chance)
      expect(there.interval.low).toBeGreaterThanOrEqual(-100)
      expect(there.interval.low).toBeLessThanOrEqual(there.interval.high)
    }),
  )
})

describe('the verdict', () => {
  const judged = (before: Share, now: Share) => judgeShares([{ before, now }])[0]

  test.each([
    ['many more than before', { part: 10, of: 200 }, { part: 40, of: 200 }, 'rise'],
    ['many fewer than before', { part: 40, of: 200 }, { part: 10, of: 200 }, 'fall'],
    ['a few more', { part: 10, of: 200 }, { part: 14, of: 200 }, 'noise'],
    ['just enough answers', { part: 0, of: 30 }, { part: 20, of: 30 }, 'rise'],
    ['one answer too few', { part: 0, of: 29 }, { part: 20, of: 30 }, 'unknown'],
    ['none in either', { part: 0, of: 100 }, { part: 0, of: 100 }, 'unknown'],
  ] as const)('%s', (_, before, now, verdict) => {
    expect(judged(before, now)).toBe(verdict)
  })

  test('among others nothing is found that would not be found alone', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ before: share, now: share }), { maxLength: 8 }), changes => {
        const together = judgeShares(changes)

        const alone = changes.map(({ before, now }) => judged(before, now))
        for (const [place, verdict] of together.entries()) {
          if (verdict === 'rise' || verdict === 'fall') expect(verdict).toBe(alone[place])
        }
      }),
    )
  })
})
