import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answersForMargin } from '../../src/figures/margin.ts'
import { askingRatesOf, rateOf } from '../../src/figures/rates.ts'

test('30 of 100 is between 22 and 40 percent', () => {
  const rate = rateOf(30, 100)
  expect(rate?.share).toBe(0.3)
  expect(rate?.low).toBeCloseTo(0.219, 3)
  expect(rate?.high).toBeCloseTo(0.396, 3)
})

test('of nothing there is no share', () => {
  expect(rateOf(0, 0)).toBeNull()
})

test('a share lies in its interval, and the interval from 0 to 1', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(1000), (part, others) => {
      const rate = rateOf(part, part + others)
      expect(rate === null).toBe(part + others === 0)
      if (!rate) return
      expect(rate.low).toBeLessThanOrEqual(rate.share)
      expect(rate.high).toBeGreaterThanOrEqual(rate.share)
      expect(rate.low).toBeGreaterThanOrEqual(0)
      expect(rate.high).toBeLessThanOrEqual(1)
    }),
  )
})

test('each step is a share of the step that it follows', () => {
  const rates = askingRatesOf({
    asked: 200,
    scored: 80,
    answered: 60,
    withReason: 15,
    dismissed: 90,
    ignored: 20,
    misclicks: 10,
  })
  expect(Object.values(rates).map(rate => rate?.share)).toEqual([0.4, 0.75, 0.25, 0.45, 0.1, 0.05])
})

test('if nothing is known, five points take as many answers as the widest spread does', () => {
  // (1.96 / 0.05) ² = 1536.6
  expect(answersForMargin(5)).toBe(1537)
})

test('answers that agree make a margin cheaper', () => {
  // 0.6 + 0.12 - 0.48² = 0.4896
  expect(answersForMargin(5, { promoters: 60, passives: 28, detractors: 12 })).toBe(753)
  expect(answersForMargin(5, { promoters: 0, passives: 0, detractors: 0 })).toBe(1537)
})
