import { expect, test } from 'vitest'
import { createStamp, effectiveAt, noteStamp } from '../../src/history/stamp.ts'

test('a new stamp is now', () => {
  expect(createStamp(1000, [])).toEqual({ at: 1000, seen: null })
  expect(createStamp(1000, [{ at: 1000, seen: null }])).toEqual({ at: 1000, seen: null })
})

test('a new stamp is never older than the newest one, and says when it was made', () => {
  const earlier = [
    { at: 5000, seen: 900 },
    { at: 4000, seen: null },
  ]

  expect(createStamp(1000, earlier)).toEqual({ at: 5000, seen: 1000 })
})

test.each([
  ['a stamp of the past is left alone', { at: 1000, seen: null }, { at: 1000, seen: null }],
  ['a stamp of this instant is left alone', { at: 2000, seen: null }, { at: 2000, seen: null }],
  ['a stamp from the future is noted', { at: 2001, seen: null }, { at: 2001, seen: 2000 }],
  ['what was noted first stays', { at: 9000, seen: 1500 }, { at: 9000, seen: 1500 }],
  ['even if it lies in the future itself', { at: 9000, seen: 3000 }, { at: 9000, seen: 3000 }],
])('%s', (_case, stamp, noted) => {
  expect(noteStamp(stamp, 2000)).toEqual(noted)
})

test.each([
  ['from a stamp of the past', { at: 1000, seen: null }, 2000, 1000],
  ['from a stamp of this instant', { at: 2000, seen: null }, 2000, 2000],
  ['from the first sight of a stamp that lies in the future', { at: 5000, seen: 1500 }, 2000, 1500],
  ['from now where that sight was not noted', { at: 5000, seen: null }, 2000, 2000],
  ['from the stamp once it no longer lies in the future', { at: 5000, seen: 1500 }, 5000, 5000],
  ['until then from its first sight', { at: 5000, seen: 1500 }, 4999, 1500],
])('a wait runs %s', (_case, stamp, now, from) => {
  expect(effectiveAt(stamp, now)).toBe(from)
})
