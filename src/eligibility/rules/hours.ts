import type { HoursSettings } from '../../options/settings.ts'
import { day } from '../../time/duration.ts'
import type { Milliseconds } from '../../time/milliseconds.ts'
import { zoneOffset } from '../../time/zone.ts'
import type { ExplainRule, Rule } from '../rule.ts'

const minute = 6e4

/** Hours that span midnight belong to the day on which they begin. False if the zone is unknown. */
function isOpen({ days, from, to, zone }: HoursSettings, instant: Milliseconds): boolean {
  const sinceFrom = instant + zoneOffset(instant, zone) - from * minute
  return (
    days.includes(new Date(sinceFrom).getUTCDay()) &&
    sinceFrom % day < (to - from) * minute + (from > to ? day : 0)
  )
}

/** It is within the days and hours at which the survey may ask, in the given zone. */
export const hours: Rule = ({ hours }, { now }) => !hours || isOpen(hours, now)

/** When the hours next begin; NaN if they don't within two weeks. */
function nextOpening(hours: HoursSettings, now: Milliseconds): Milliseconds {
  // The offsets of all zones are whole quarters of an hour, and change on a quarter of an hour.
  const quarter = 15 * minute
  for (let at = now - (now % quarter); at < now + 15 * day; at += quarter) {
    for (const opening of new Set([at, at + (hours.from % 15) * minute])) {
      if (opening > now && isOpen(hours, opening)) return opening
    }
  }
  return Number.NaN
}

/** [day of the week, minute of the day] found, and [from, to, zone or "", days …] allowed. */
export const explainHours: ExplainRule = ({ hours }, { now }) => {
  if (!hours) return [null, null]
  const { days, from, to, zone } = hours
  const shown = now + zoneOffset(now, zone)
  return [
    [new Date(shown).getUTCDay(), Math.floor((shown % day) / minute)],
    [from, to, zone ?? '', ...days],
    isOpen(hours, now) ? 0 : nextOpening(hours, now),
  ]
}
