import { instantOf } from '../../time/zone.ts'

/** The order of the parts in dates like 1/2/2026, with `/`, `.` or `-`; it is never guessed. */
export const atFormats = ['iso', 'day-first', 'month-first'] as const

export interface Clock {
  format: (typeof atFormats)[number]
  /** For times without one: `UTC`, `+02:00`, or a name such as `Europe/Berlin`. */
  zone: string
}

export type ReadInstant = { ok: true; at: number } | { ok: false; allowed: string }

const isoDay = /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?:[T ]+(?<rest>.+))?$/
const dayFirst = /^(?<day>\d{1,2})([/.-])(?<month>\d{1,2})\2(?<year>\d{4})(?:,?[T ]+(?<rest>.+))?$/
const monthFirst = /^(?<month>\d{1,2})([/.-])(?<day>\d{1,2})\2(?<year>\d{4})(?:,?[T ]+(?<rest>.+))?$/
const timeOfDay =
  /^(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d(?:\.\d{1,9})?))? ?(?<half>[AP]\.?M\.?)? ?(?<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?$/i

const forms = {
  iso: 'a date such as 2026-05-01 or 2026-05-01 14:30, with a zone or in that of --zone, or seconds since 1970',
  'day-first': 'a date with the day first, such as 31/12/2025 or 31.12.2025 14:30, or one such as 2025-12-31',
  'month-first':
    'a date with the month first, such as 12/31/2025 or 12/31/2025 2:30 PM, or one such as 2025-12-31',
} as const

/**
 * Reads a date, a date with a time, or ten or thirteen digits (seconds or milliseconds since 1970), as milliseconds since
 * 1970.
 */
export function readInstant(text: string, { format, zone }: Clock): ReadInstant {
  if (/^\d{10}$/.test(text)) return { ok: true, at: Number(text) * 1000 }
  if (/^\d{13}$/.test(text)) return { ok: true, at: Number(text) }
  const parts =
    isoDay.exec(text) ??
    (format === 'iso' ? null : format === 'day-first' ? dayFirst : monthFirst)?.exec(text)
  if (!parts?.groups) return { ok: false, allowed: allowedFor(text, format) }
  const { year, month = '', day = '', rest } = parts.groups
  const time = rest === undefined ? { time: '00:00', zone: undefined } : timeIn(rest.trim())
  const at =
    time &&
    instantIn(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${time.time}`, time.zone ?? zone)
  return typeof at === 'number' && at >= 0 ? { ok: true, at } : { ok: false, allowed: forms[format] }
}

function allowedFor(text: string, format: Clock['format']): string {
  if (format === 'iso' && dayFirst.test(text)) {
    return 'a date that says which of its numbers is the day (--at-format day-first, or month-first)'
  }
  return forms[format]
}

/** `14:30` or `14:30:05.250`, and its zone. Null if it is no time of day. */
function timeIn(text: string): { time: string; zone: string | undefined } | null {
  const { hour = '', minute = '', second, half, zone } = timeOfDay.exec(text)?.groups ?? {}
  const shown = Number(hour)
  if (hour === '' || Number(minute) > 59 || Number(second ?? 0) >= 60) return null
  if (half !== undefined && (shown < 1 || shown > 12)) return null
  const hours = half === undefined ? shown : (shown % 12) + (/^p/i.test(half) ? 12 : 0)
  if (hours > 23) return null
  const seconds = second === undefined ? '' : `:${second.slice(0, 6)}`
  return { time: `${String(hours).padStart(2, '0')}:${minute}${seconds}`, zone }
}

function instantIn(text: string, zone: string): number | null {
  if (/^(Z|UTC|GMT)$/i.test(zone)) return instantOf(`${text}Z`, 'UTC')
  const [, hours, minutes] = /^([+-]\d\d):?(\d\d)$/.exec(zone) ?? []
  return hours === undefined ? instantOf(text, zone) : instantOf(`${text}${hours}:${minutes}`, 'UTC')
}

/** Whether such a time zone exists. */
export const isZone = (zone: string): boolean => instantIn('2026-01-01T00:00', zone) !== null
