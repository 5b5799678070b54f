import { day } from './duration.ts'
import type { Milliseconds } from './milliseconds.ts'

const minute = 6e4
const numeric = 'numeric'
/** Cached: creating one costs a hundred times as much as using it. */
const formats: Record<string, Intl.DateTimeFormat> = {}

/**
 * How far the clocks in a zone are ahead of UTC at an instant: whole minutes, in milliseconds. Null means the visitor's
 * zone. NaN if the browser doesn't know the zone, or the instant is beyond what a date can hold.
 */
export function zoneOffset(instant: Milliseconds, zone: string | null): Milliseconds {
  try {
    const format =
      formats[`${zone}`] ??
      new Intl.DateTimeFormat('en', {
        timeZone: zone ?? undefined,
        hourCycle: 'h23',
        year: numeric,
        month: numeric,
        day: numeric,
        hour: numeric,
        minute: numeric,
      })
    formats[`${zone}`] = format
    const [month = 0, date, year = 0, ...time] = format.format(instant).match(/\d+/g)?.map(Number) ?? []
    return Date.UTC(year, month - 1, date, ...time) - Math.floor(instant / minute) * minute
  } catch {
    return Number.NaN
  }
}

/**
 * The instant of an ISO date (00:00 in the zone) or date-time (in the zone, unless it ends in Z or an offset). A time that
 * the zone's clocks show twice means the first of the two; one that they skip is read as if the clocks had not moved yet.
 * Null if the text is neither, or the zone is unknown.
 */
export function instantOf(text: string, zone: string | null): Milliseconds | null {
  const [, date = '', dayOfMonth, time = 'T00:00', offset] =
    /^(\d{4}-\d\d-(\d\d))(T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(text) ?? []
  const shown = Date.parse(date + time + (offset ? '' : 'Z'))
  const early = shown - zoneOffset(shown - day, zone)
  const late = shown - zoneOffset(shown + day, zone)
  const isLate = early + zoneOffset(early, zone) !== shown && late + zoneOffset(late, zone) === shown
  const instant = offset ? shown : isLate ? late : early
  // Some engines read 31 February as 3 March.
  return new Date(date).getUTCDate() === Number(dayOfMonth) && !Number.isNaN(instant) ? instant : null
}
