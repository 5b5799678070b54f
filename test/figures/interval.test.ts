import fc from 'fast-check'
import { expect, test } from 'vitest'
import { intervalOf } from '../../src/figures/interval.ts'
import { scoreOf } from '../../src/figures/score.ts'

test('60 promoters and 20 detractors of 120 lie between 19.3 and 45.7', () => {
  const interval = intervalOf({ promoters: 60, passives: 40, detractors: 20 })

  expect(interval?.low).toBeCloseTo(19.3, 1)
  expect(interval?.high).toBeCloseTo(45.7, 1)
})

test('no answers have no interval', () => {
  expect(intervalOf({ promoters: 0, passives: 0, detractors: 0 })).toBeNull()
})

test('a single answer has a wide one', () => {
  const interval = intervalOf({ promoters: 1, passives: 0, detractors: 0 })

  expect(interval?.low).toBeLessThan(-40)
  expect(interval?.high).toBeGreaterThan(90)
})

test('the interval stays on the scale, in order, and contains the score from 30 answers on', () => {
  const count = fc.nat({ max: 100_000 })
  fc.assert(
    fc.property(count, count, count, (promoters, passives, detractors) => {
      fc.pre(promoters + passives + detractors >= 30)
      const counts = { promoters, passives, detractors }
      const interval = intervalOf(counts)
      const score = scoreOf(counts)

      if (!interval || score === null) return false
      const { low, high } = interval
      return low >= -100 && high <= 100 && low <= score && score <= high
    }),
  )
})

test('four times as many answers of the same kind make it narrower', () => {
  const few = intervalOf({ promoters: 60, passives: 40, detractors: 20 })
  const many = intervalOf({ promoters: 240, passives: 160, detractors: 80 })

  const width = (interval: typeof few) => (interval ? interval.high - interval.low : Number.NaN)
  expect(width(many)).toBeLessThan(width(few) * 0.52)
})
