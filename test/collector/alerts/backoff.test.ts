import { expect, test } from 'vitest'
import { pauseAfter, retryAfterOf } from '../../../src/collector/alerts/backoff.ts'
import { now } from '../test-collector.ts'

test('it waits from a second to a quarter of an hour, twice as long each time', () => {
  expect([1, 2, 3, 9, 10, 11, 1000].map(tries => pauseAfter(tries) / 1000)).toEqual([
    1, 2, 4, 256, 512, 900, 900,
  ])
})

test('a destination that asks for longer is left alone for longer, and for six hours at most', () => {
  expect(pauseAfter(1, 120_000)).toBe(120_000)
  expect(pauseAfter(11, 120_000)).toBe(900_000)
  expect(pauseAfter(1, 1e12)).toBe(6 * 3_600_000)
})

test.each([
  ['120', 120_000],
  [' 0 ', 0],
  [new Date(now + 90_000).toUTCString(), 90_000],
  [new Date(now - 90_000).toUTCString(), 0],
  ['soon', 0],
  ['', 0],
  [null, 0],
])('Retry-After: %s', (header, milliseconds) => {
  expect(retryAfterOf(header, now)).toBe(milliseconds)
})
