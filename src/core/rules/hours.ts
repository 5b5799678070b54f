import { day } from '../duration.ts'
import type { Rule } from '../rule.ts'
import type { HoursSettings, Milliseconds } from '../settings.ts'
import { verdict } from '../verdict.ts'
import { zoneOffset } from '../zone.ts'

const minute = 6e4

/** Hours that span midnight belong to the day on which they begin. False in a zone that is unknown. */
function isOpen({ days, from, to, zone }: HoursSettings, instant: Milliseconds): boolean {
  const sinceFrom = instant + zoneOffset(instant, zone) - from * minute
  return (
    days.includes(new Date(sinceFrom).getUTCDay()) &&
    sinceFrom % day < (to - from) * minute + (from > to ? day : 0)
  )
}

/** When the hours next begin; NaN where they never do within two weeks. */
function nextOpening(hours: HoursSettings, now: Milliseconds): Milliseconds {
  // The clocks of all zones are whole quarters of an hour apart, and are moved at a quarter of an hour.
  const quarter = 15 * minute
  for (let at = now - (now % quarter); at < now + 15 * day; at += quarter) {
    for (const opening of new Set([at, at + (hours.from % 15) * minute])) {
      if (opening > now && isOpen(hours, opening)) return opening
    }
  }
  return Number.NaN
}

/**
 * The days and hours at which the survey may ask, by the zone's clocks. Shows [day of the week, minute of the day]
 * beside [from, to, zone or "", days …].
 */
export const hours: Rule = ({ hours }, { now }) => {
  if (!hours) return verdict('hours', true, null, null)
  const { days, from, to, zone } = hours
  const pass = isOpen(hours, now)
  const shown = now + zoneOffset(now, zone)
  return verdict(
    'hours',
    pass,
    [new Date(shown).getUTCDay(), Math.floor((shown % day) / minute)],
    [from, to, zone ?? '', ...days],
    pass ? 0 : nextOpening(hours, now),
  )
}
