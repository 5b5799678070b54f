import { day } from '../../time/duration.ts'
import { instantOf, zoneOffset } from '../../time/zone.ts'

/** The hour of Monday at which a digest is sent. */
export const digestHour = '08:00'

export interface DigestWeek {
  /** Dates of Monday and Sunday. */
  from: string
  to: string
  /** When its digest is sent, milliseconds since 1970. */
  dueAt: number
}

const dateOf = (instant: number) => new Date(instant).toISOString().slice(0, 10)

/**
 * The week whose digest is the latest that is due: it is sent on the Monday after at eight by the zone's clocks, and no sooner than the
 * week has ended in UTC, by whose days the report counts.
 * @param now milliseconds since 1970
 */
export function digestWeekAt(now: number, zone: string): DigestWeek {
  const shown = now + zoneOffset(now, zone)
  const today = Math.floor(shown / day)
  // 1970-01-01 was a Thursday.
  const monday = today - ((today + 3) % 7)
  const [last, earlier] = [weekBefore(monday, zone), weekBefore(monday - 7, zone)]
  return now >= last.dueAt ? last : earlier
}

/** @param monday days since 1970 of the Monday after it */
function weekBefore(monday: number, zone: string): DigestWeek {
  const eight = instantOf(`${dateOf(monday * day)}T${digestHour}`, zone) ?? monday * day
  return {
    from: dateOf((monday - 7) * day),
    to: dateOf((monday - 1) * day),
    dueAt: Math.max(eight, monday * day),
  }
}
