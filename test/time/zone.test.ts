import { expect, test } from 'vitest'
import { instantOf, zoneOffset } from '../../src/time/zone.ts'

test.each([
  ['a date in UTC', '2026-05-01', 'UTC', '2026-05-01T00:00:00.000Z'],
  ['a date in summer in Stockholm', '2026-05-01', 'Europe/Stockholm', '2026-04-30T22:00:00.000Z'],
  ['a date in winter in Stockholm', '2026-01-01', 'Europe/Stockholm', '2025-12-31T23:00:00.000Z'],
  [
    'a date in Kathmandu, at a quarter of an hour',
    '2026-05-01',
    'Asia/Kathmandu',
    '2026-04-30T18:15:00.000Z',
  ],
  ['a date far in the east', '2026-05-01', 'Pacific/Kiritimati', '2026-04-30T10:00:00.000Z'],
  ['a date far in the west', '2026-05-01', 'Etc/GMT+12', '2026-05-01T12:00:00.000Z'],
  ['a leap day', '2028-02-29', 'UTC', '2028-02-29T00:00:00.000Z'],
  ['a date-time in the zone', '2026-05-01T09:30', 'America/New_York', '2026-05-01T13:30:00.000Z'],
  ['with seconds', '2026-05-01T09:30:15', 'UTC', '2026-05-01T09:30:15.000Z'],
  ['with milliseconds', '2026-05-01T09:30:15.5', 'UTC', '2026-05-01T09:30:15.500Z'],
  ['a date-time in Z', '2026-05-01T09:30Z', 'Europe/Stockholm', '2026-05-01T09:30:00.000Z'],
  ['a date-time with an offset', '2026-05-01T09:30-03:00', 'Europe/Stockholm', '2026-05-01T12:30:00.000Z'],
  [
    'the hour before the clocks go forward',
    '2026-03-29T01:59',
    'Europe/Stockholm',
    '2026-03-29T00:59:00.000Z',
  ],
  ['the hour after they went forward', '2026-03-29T03:00', 'Europe/Stockholm', '2026-03-29T01:00:00.000Z'],
  ['a time that they skip', '2026-03-29T02:30', 'Europe/Stockholm', '2026-03-29T01:30:00.000Z'],
  ['a time that they show twice', '2026-10-25T02:30', 'Europe/Stockholm', '2026-10-25T00:30:00.000Z'],
  ['the hour after that', '2026-10-25T03:00', 'Europe/Stockholm', '2026-10-25T02:00:00.000Z'],
  ['a day that begins at 01:00, in the west', '2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
  ['a day that begins at 01:00, in the east', '2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
  ['a midnight that is shown twice', '2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
])('%s is an instant', (_case, text, zone, instant) => {
  expect(new Date(instantOf(text, zone) ?? Number.NaN).toISOString()).toBe(instant)
})

test('without a zone a date is the visitor’s', () => {
  expect(instantOf('2026-05-01', null)).toBe(new Date(2026, 4, 1).getTime())
})

test.each([
  '',
  '2026',
  '2026-05',
  '2026-5-1',
  '2026-13-01',
  '2026-00-10',
  '2026-02-29',
  '2026-02-31',
  '2026-04-31',
  '2026-05-01T',
  '2026-05-01T9:30',
  '2026-05-01T25:00',
  '2026-05-01T09:60',
  '2026-05-01Z',
  '2026-05-01 09:30',
  '2026-05-01T09:30+2',
  '1 May 2026',
  'tomorrow',
])('%j is no instant', text => {
  expect(instantOf(text, 'UTC')).toBeNull()
})

test('a zone that the browser does not know gives no instant, and an offset needs none', () => {
  expect(zoneOffset(0, 'Europe/Atlantis')).toBeNaN()
  expect(zoneOffset(0, 'constructor')).toBeNaN()
  expect(instantOf('2026-05-01', 'Europe/Atlantis')).toBeNull()
  expect(instantOf('2026-05-01T00:00Z', 'Europe/Atlantis')).toBe(Date.UTC(2026, 4, 1))
})

test('an instant beyond what a date can hold has no offset', () => {
  expect(zoneOffset(9e15, 'UTC')).toBeNaN()
  expect(zoneOffset(Number.NaN, 'UTC')).toBeNaN()
})
