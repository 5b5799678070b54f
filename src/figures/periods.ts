import { day } from '../time/duration.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import { zoneOffset } from '../time/zone.ts'

/** The calendar's periods; a week begins on Monday (ISO 8601). */
export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter'

/** From its start to just before its end, in milliseconds since 1970. */
export interface Period {
  start: Milliseconds
  end: Milliseconds
}

/** A calendar date, independent of zone, represented by its midnight in UTC. */
type CalendarDate = Milliseconds

/** The date that a zone's calendar shows at an instant. */
function dateAt(instant: Milliseconds, zone: string): CalendarDate {
  const shown = instant + zoneOffset(instant, zone)
  return shown - (((shown % day) + day) % day)
}

/** When a date begins in a zone: its midnight or, if the clocks skip that, the first instant after it. */
function startOf(date: CalendarDate, zone: string): Milliseconds {
  const [early, late] = [date - zoneOffset(date - day, zone), date - zoneOffset(date + day, zone)]
  return dateAt(Math.min(early, late), zone) === date ? Math.min(early, late) : Math.max(early, late)
}

/** The first date of the period containing a date, or of one a number of periods later. */
function firstDate(date: CalendarDate, unit: CalendarUnit, later = 0): CalendarDate {
  const found = new Date(date)
  const [year, month] = [found.getUTCFullYear(), found.getUTCMonth()]
  if (unit === 'day') return date + later * day
  if (unit === 'week') return date - ((found.getUTCDay() + 6) % 7) * day + later * 7 * day
  if (unit === 'month') return Date.UTC(year, month + later, 1)
  return Date.UTC(year, month - (month % 3) + 3 * later, 1)
}

/**
 * The calendar period that contains an instant.
 * @param zone the team's time zone, such as "Europe/Stockholm"
 * @param later number of periods later; below 0: earlier
 * @default 0
 */
export function periodAt(instant: Milliseconds, unit: CalendarUnit, zone: string, later = 0): Period {
  const date = dateAt(instant, zone)
  return {
    start: startOf(firstDate(date, unit, later), zone),
    end: startOf(firstDate(date, unit, later + 1), zone),
  }
}

/** The calendar periods that overlap a span of time, in order; the first and the last may extend beyond it. */
export function periodsOf({ start, end }: Period, unit: CalendarUnit, zone: string): Period[] {
  const periods: Period[] = []
  for (let later = 0; ; later += 1) {
    const period = periodAt(start, unit, zone, later)
    if (period.start >= end) return periods
    periods.push(period)
  }
}

/** The last so many days, and as many before them: the earlier period ends where the later begins. */
export function trailingPeriods(now: Milliseconds, days: number): readonly [earlier: Period, later: Period] {
  const middle = now - days * day
  return [
    { start: middle - days * day, end: middle },
    { start: middle, end: now },
  ]
}
