import { type CalendarUnit, type Period, periodAt, trailingPeriods } from '../../figures/periods.ts'

/** The periods that a view may name: a number of days up to today, or calendar periods. */
export const periodNames = [
  '7d',
  '30d',
  '90d',
  '365d',
  'month',
  'last-month',
  'quarter',
  'last-quarter',
  'year',
  'all',
] as const

export type PeriodName = (typeof periodNames)[number]

/** A period, and the one before it to compare with; null if there is none before. */
export interface Compared {
  period: Period
  before: Period | null
}

export const day = 86_400_000

/** The zone whose days the whole report counts by. */
export const reportZone = 'UTC'

/** The instant at which today ends: today is the last day of a trailing period. */
const endOfToday = (now: number) => periodAt(now, 'day', reportZone).end

/** The period that a name means at an instant. */
export function comparedBy(name: PeriodName, now: number): Compared {
  switch (name) {
    case 'all':
      return { period: { start: 0, end: endOfToday(now) }, before: null }
    case 'month':
      return calendar(now, 'month', 0)
    case 'last-month':
      return calendar(now, 'month', -1)
    case 'quarter':
      return calendar(now, 'quarter', 0)
    case 'last-quarter':
      return calendar(now, 'quarter', -1)
    case 'year': {
      const year = new Date(now).getUTCFullYear()
      const [before, start, end] = [year - 1, year, year + 1].map(calendarYear =>
        Date.UTC(calendarYear, 0, 1),
      )
      return spans(before ?? 0, start ?? 0, end ?? 0)
    }
    default: {
      const [before, period] = trailingPeriods(endOfToday(now), Number.parseInt(name, 10))
      return { period, before }
    }
  }
}

/** From one date to another, both included, as `2026-05-01`; and as many days before. */
export function comparedDates(from: string, to: string): Compared {
  const [start, end] = [Date.parse(from), Date.parse(to) + day]
  return spans(start - (end - start), start, end)
}

function calendar(now: number, unit: CalendarUnit, later: number): Compared {
  return {
    period: periodAt(now, unit, reportZone, later),
    before: periodAt(now, unit, reportZone, later - 1),
  }
}

const spans = (before: number, start: number, end: number): Compared => ({
  period: { start, end },
  before: { start: before, end: start },
})
