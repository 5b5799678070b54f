import { day } from './duration.ts'
import type { Milliseconds } from './milliseconds.ts'

const minute = 6e4
const numeric = 'numeric'
/** Making one costs a hundred times what using it does. */
const formats: Record<string, Intl.DateTimeFormat> = {}

/**
 * By how much the clocks of a zone are ahead of UTC at an instant: whole minutes, in milliseconds. Null is the visitor's
 * zone. NaN where the browser doesn't know the zone, or the instant is beyond what a date can hold.
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
 * The instant of an ISO date (00:00 in the zone) or date-time (in the zone, unless it ends in Z or an offset). A time
 * that the zone's clocks show twice is the first of the two; one that they skip counts as if they had not been moved yet.
 * Null where the text is neither, or the zone is unknown.
 */
export function instantOf(text: string, zone: string | null): Milliseconds | null {
  const [, date = '', dayOfMonth, time = 'T00:00', offset] =
    /^(\d{4}-\d\d-(\d\d))(T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(text) ?? []
  const shown = Date.parse(date + time + (offset ? '' : 'Z'))
  const early = shown - zoneOffset(shown - day, zone)
  const late = shown - zoneOffset(shown + day, zone)
  const isLate = early + zoneOffset(early, zone) !== shown && late + zoneOffset(late, zone) === shown
  const instant = offset ? shown : isLate ? late : early
  // Some engines take 31 February for 3 March.
  return new Date(date).getUTCDate() === Number(dayOfMonth) && !Number.isNaN(instant) ? instant : null
}
