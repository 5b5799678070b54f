import { expect, test } from 'vitest'
import { tenureOf } from '../../src/figures/tenure.ts'

const at = Date.parse('2026-05-01T23:59:59.999Z')

test.each([
  ['2026-05-01', 0],
  ['2026-04-30', 1],
  ['2026-05-02', null],
  ['2024-02-29', 792],
  ['2023-02-29', 1157],
  ['2025-05-01T08:00:00.000Z', 365],
  ['2025-05-01 08:00', 365],
  ['1900-01-01', 46_141],
  ['1899-12-31', null],
  ['2025-13-01', null],
  ['2025-00-01', null],
  ['2025-01-00', null],
  ['2025-01-32', null],
  ['2025-05-011', null],
  ['1/5/2025', null],
  ['', null],
])('a customer since %j has been one for %s days', (since, days) => {
  expect(tenureOf(since, at)).toBe(days)
})
