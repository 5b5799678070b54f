import { expect, test } from 'vitest'
import { day, parseDuration } from '../../src/time/duration.ts'

test.each([
  ['0', 0],
  ['0d', 0],
  ['1s', 1000],
  ['30m', 30 * 60_000],
  ['12h', 12 * 3_600_000],
  ['90d', 90 * day],
  ['2w', 14 * day],
  ['9999w', 9999 * 7 * day],
  ['007d', 7 * day],
])('"%s" is a duration', (text, length) => {
  expect(parseDuration(text)).toBe(length)
})

test.each(['', '1', '00', 'd', '10000d', '-1d', '1.5d', '1 d', ' 1d', '1d ', '1D', '1y', '1M', '1d\n', '٣d'])(
  '%j is no duration',
  text => {
    expect(parseDuration(text)).toBeNull()
  },
)
