import { expect, test } from 'vitest'
import { type Goal, judge } from '../../../scripts/bench/widget/goal.ts'

const twice: Goal = { kind: 'times', of: 'bare', most: 2 }
const oneFrame: Goal = { kind: 'over', of: 'bare', most: 17 }
const fifty: Goal = { kind: 'at most', most: 50 }

test.each([
  ['twice as long as another page', twice, 32, 2, true],
  ['a little more than twice', twice, 33, 2.0625, false],
  ['a frame more than another page', oneFrame, 33, 17, true],
  ['more than a frame more', oneFrame, 34, 18, false],
  ['less than another page', oneFrame, 12, -4, true],
  ['exactly what it may be', fifty, 50, 50, true],
  ['more than it may be', fifty, 51, 51, false],
])('%s', (_case, goal, howlikely, value, isMet) => {
  expect(judge(goal, { floor: 10, bare: 16, howlikely })).toEqual({ value, isMet })
})
