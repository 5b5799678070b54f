import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CalendarUnit, periodAt, periodsOf, trailingPeriods } from '../../src/figures/periods.ts'

const stockholm = 'Europe/Stockholm'
const at = (text: string) => Date.parse(text)
const said = ({ start, end }: { start: number; end: number }) => [
  new Date(start).toISOString(),
  new Date(end).toISOString(),
]

test.each<[string, CalendarUnit, string, string, string, string]>([
  ['a day in winter', 'day', stockholm, '2026-01-14T23:30Z', '2026-01-14T23:00Z', '2026-01-15T23:00Z'],
  ['a day of 23 hours', 'day', stockholm, '2026-03-29T12:00Z', '2026-03-28T23:00Z', '2026-03-29T22:00Z'],
  ['a day of 25 hours', 'day', stockholm, '2026-10-25T12:00Z', '2026-10-24T22:00Z', '2026-10-25T23:00Z'],
  ['a week from Monday', 'week', 'UTC', '2026-11-29T23:59Z', '2026-11-23T00:00Z', '2026-11-30T00:00Z'],
  ['a week over the year', 'week', 'UTC', '2027-01-01T00:00Z', '2026-12-28T00:00Z', '2027-01-04T00:00Z'],
  ['a month', 'month', 'UTC', '2028-02-29T12:00Z', '2028-02-01T00:00Z', '2028-03-01T00:00Z'],
  ['a quarter', 'quarter', stockholm, '2026-05-05T00:00Z', '2026-03-31T22:00Z', '2026-06-30T22:00Z'],
  [
    'a day without midnight',
    'day',
    'Africa/Cairo',
    '2026-04-24T12:00Z',
    '2026-04-23T22:00Z',
    '2026-04-24T21:00Z',
  ],
])('%s', (_case, unit, zone, instant, start, end) => {
  expect(said(periodAt(at(instant), unit, zone))).toEqual([
    new Date(start).toISOString(),
    new Date(end).toISOString(),
  ])
})

test('earlier and later periods follow one another', () => {
  const now = at('2026-11-27T12:00Z')
  expect(said(periodAt(now, 'month', 'UTC', -1))).toEqual(
    said({ start: at('2026-10-01'), end: at('2026-11-01') }),
  )
  expect(said(periodAt(now, 'quarter', 'UTC', 1))).toEqual(
    said({ start: at('2027-01-01'), end: at('2027-04-01') }),
  )
})

test('of two trailing periods, the later ends now, and the earlier is as long', () => {
  const now = at('2026-11-27T12:00Z')
  expect(trailingPeriods(now, 30).map(said)).toEqual([
    ['2026-09-28T12:00:00.000Z', '2026-10-28T12:00:00.000Z'],
    ['2026-10-28T12:00:00.000Z', '2026-11-27T12:00:00.000Z'],
  ])
})

describe('whatever the unit and the zone', () => {
  const zones = fc.constantFrom(
    'UTC',
    stockholm,
    'Africa/Cairo',
    'America/Santiago',
    'America/St_Johns',
    'Asia/Beirut',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Pacific/Apia',
  )
  const units = fc.constantFrom<CalendarUnit>('day', 'week', 'month', 'quarter')
  const instants = fc.integer({ min: at('2012-01-01'), max: at('2040-01-01') })

  test('an instant lies in its period, and the periods of a span leave no gap', () => {
    fc.assert(
      fc.property(instants, units, zones, (instant, unit, zone) => {
        const period = periodAt(instant, unit, zone)
        expect(period.start).toBeLessThanOrEqual(instant)
        expect(period.end).toBeGreaterThan(instant)

        const periods = periodsOf({ start: instant, end: period.end + 1 }, unit, zone)
        expect(periods).toHaveLength(2)
        expect(periods[1]?.start).toBe(period.end)
      }),
    )
  })

  test('a period begins with the first instant of its date', () => {
    const date = (instant: number, zone: string) =>
      new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' }).format(instant)
    fc.assert(
      fc.property(instants, units, zones, (instant, unit, zone) => {
        const { start } = periodAt(instant, unit, zone)
        expect(date(start, zone)).not.toBe(date(start - 1, zone))
      }),
    )
  })
})
