import { expect, test } from 'vitest'
import { categoryOf } from '../../src/figures/category.ts'

test.each([
  [0, 'detractor'],
  [6, 'detractor'],
  [7, 'passive'],
  [8, 'passive'],
  [9, 'promoter'],
  [10, 'promoter'],
])('a score of %i is a %s', (score, category) => {
  expect(categoryOf(score)).toBe(category)
})
