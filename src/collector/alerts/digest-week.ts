import { day } from '../../time/duration.ts'
import { instantOf, zoneOffset } from '../../time/zone.ts'

/** The hour on Monday when digests are sent. */
export const digestHour = '08:00'

export interface DigestWeek {
  /** The dates of its Monday and Sunday. */
  from: string
  to: string
  /** When its digest is sent, milliseconds since 1970. */
  dueAt: number
}

const dateOf = (instant: number) => new Date(instant).toISOString().slice(0, 10)

/**
 * The week of the latest digest that is due. It is sent on the following Monday at eight in the given time zone, but not
 * before the week has ended in UTC, whose days the report counts by.
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

/** @param monday the Monday after the week, in days since 1970 */
function weekBefore(monday: number, zone: string): DigestWeek {
  const eight = instantOf(`${dateOf(monday * day)}T${digestHour}`, zone) ?? monday * day
  return {
    from: dateOf((monday - 7) * day),
    to: dateOf((monday - 1) * day),
    dueAt: Math.max(eight, monday * day),
  }
}
