import { expect, test } from 'vitest'
import { median, quantile, summarise } from '../../../scripts/bench/widget/figures.ts'

test.each([
  ['an odd number of figures', [9, 1, 5], 5],
  ['an even number of figures', [10, 1, 4, 6], 5],
  ['a single figure', [7], 7],
])('the median of %s', (_case, figures, expected) => {
  expect(median(figures)).toBe(expected)
})

test('there is no median if nothing was measured', () => {
  expect(median([])).toBeNaN()
})

test('one slow round changes neither the median nor the spread by much', () => {
  expect(summarise([10, 11, 12, 13, 14])).toEqual({ median: 12, low: 11, high: 13 })
  expect(summarise([10, 11, 12, 13, 1400])).toEqual({ median: 12, low: 11, high: 13 })
})

test('between two figures a share is interpolated', () => {
  expect(quantile([0, 10], 0.25)).toBe(2.5)
})

test('what was measured stays in its order', () => {
  const figures = [3, 1, 2]

  summarise(figures)

  expect(figures).toEqual([3, 1, 2])
})
