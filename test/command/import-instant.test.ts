import { expect, test } from 'vitest'
import { type Clock, isZone, readInstant } from '../../src/command/import/instant.ts'

const read = (text: string, clock: Partial<Clock> = {}) => {
  const found = readInstant(text, { format: 'iso', zone: 'UTC', ...clock })
  return found.ok ? new Date(found.at).toISOString().replace(':00.000Z', '') : found.allowed
}
const dayFirst = { format: 'day-first' } as const
const monthFirst = { format: 'month-first' } as const

test.each<[text: string, clock: Partial<Clock>, instant: string]>([
  ['2026-05-01', {}, '2026-05-01T00:00'],
  ['2026-05-01', { zone: 'Europe/Berlin' }, '2026-04-30T22:00'],
  ['2026-05-01 14:30', { zone: '+02:00' }, '2026-05-01T12:30'],
  ['2026-05-01 14:30:05 -0700', {}, '2026-05-01T21:30:05.000Z'],
  ['2026-05-01T14:30:05.25Z', { zone: 'Asia/Tokyo' }, '2026-05-01T14:30:05.250Z'],
  ['2026-05-01 02:30 PM UTC', {}, '2026-05-01T14:30'],
  ['1741000000', {}, '2025-03-03T11:06:40.000Z'],
  ['1741000000123', {}, '2025-03-03T11:06:40.123Z'],
  ['3/4/2026', dayFirst, '2026-04-03T00:00'],
  ['03.04.2026 9:05', dayFirst, '2026-04-03T09:05'],
  ['03/04/2026 12:05 am', monthFirst, '2026-03-04T00:05'],
  ['03/04/2026, 12:05 PM', monthFirst, '2026-03-04T12:05'],
  ['2026-05-01', monthFirst, '2026-05-01T00:00'],
])('"%s" by %j is %s', (text, clock, instant) => {
  expect(read(text, clock)).toBe(instant)
})

test.each<[text: string, clock: Partial<Clock>]>([
  ['2026-02-29', {}],
  ['2026-05-01 24:00', {}],
  ['2026-05-01 13:00 PM', {}],
  ['25/12/2025', monthFirst],
  ['12/25/2025', dayFirst],
  ['03/04/26', dayFirst],
  ['03/04.2026', dayFirst],
  ['May 1', {}],
  ['12', {}],
])('"%s" by %j is none', (text, clock) => {
  expect(read(text, clock)).toMatch(/^a date /)
})

test('a date that could be either of two days is accepted only if its format is named', () => {
  expect(read('03/04/2026')).toMatch(
    /^a date that says which of its numbers is the day \(--at-format day-first/,
  )
})

test('zones are offsets and names', () => {
  expect(['UTC', '+05:30', 'Europe/Berlin', 'Mars', '2h', ''].map(isZone)).toEqual([
    ...[true, true, true],
    ...[false, false, false],
  ])
})
