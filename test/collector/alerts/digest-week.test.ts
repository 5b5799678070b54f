import { expect, test } from 'vitest'
import { digestWeekAt } from '../../../src/collector/alerts/digest-week.ts'

const at = (instant: string, zone = 'UTC') => {
  const { from, to, dueAt } = digestWeekAt(Date.parse(instant), zone)
  return [from, to, new Date(dueAt).toISOString()]
}

test('a week’s digest is due on Monday at eight', () => {
  expect(at('2026-04-27T08:00:00Z')).toEqual(['2026-04-20', '2026-04-26', '2026-04-27T08:00:00.000Z'])
  expect(at('2026-05-03T23:59:59Z')).toEqual(['2026-04-20', '2026-04-26', '2026-04-27T08:00:00.000Z'])
})

test('a moment before, the latest is that of the week before', () => {
  expect(at('2026-04-27T07:59:59.999Z')).toEqual(['2026-04-13', '2026-04-19', '2026-04-20T08:00:00.000Z'])
})

test.each([
  ['Europe/Stockholm', '2026-04-27T06:00:00.000Z'],
  ['America/Los_Angeles', '2026-04-27T15:00:00.000Z'],
  // By the days of the report the week is not over before.
  ['Asia/Tokyo', '2026-04-27T00:00:00.000Z'],
  ['Pacific/Kiritimati', '2026-04-27T00:00:00.000Z'],
])('in %s it is due at %s', (zone, due) => {
  const instant = Date.parse(due)

  expect(digestWeekAt(instant, zone)).toEqual({ from: '2026-04-20', to: '2026-04-26', dueAt: instant })
  expect(digestWeekAt(instant - 1, zone).to).toBe('2026-04-19')
})

test('the clocks that were moved that night are those that count', () => {
  expect(at('2026-03-30T06:00:00Z', 'Europe/Stockholm')[2]).toBe('2026-03-30T06:00:00.000Z')
  expect(at('2026-03-24T06:00:00Z', 'Europe/Stockholm')[2]).toBe('2026-03-23T07:00:00.000Z')
})
