import { hours as areHours, explainHours } from '../eligibility/rules/hours.ts'
import type { Situation } from '../eligibility/situation.ts'
import type { HoursSettings, SurveySettings } from '../options/settings.ts'
import { parseDuration } from '../time/duration.ts'
import { instantOf } from '../time/zone.ts'
import { type Finding, type HeldRules, written } from './finding.ts'

const everyDay = [0, 1, 2, 3, 4, 5, 6]
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Dates, days and hours that can never pass, alone or together, or that have no effect. */
export function hoursProblems({ value, path }: HeldRules): Finding[] {
  const findings: Finding[] = []
  const add = (code: Finding['code'], option: string, found: unknown, why: string, allowed: string) =>
    findings.push({ code, option, found: written(found), why, allowed })

  const hours = value('hours')
  const { days = everyDay, from = '00:00', to = '24:00', zone = null } = Object(hours)
  const at = (name: string) => {
    const text = value(name)
    return typeof text === 'string' ? instantOf(text, zone) : null
  }
  const begins = at('from')
  const ends = at('until')
  const isOver = begins !== null && ends !== null && begins >= ends
  if (isOver)
    add(
      'never-passes',
      path('until'),
      value('until'),
      `which is not after "from" (${written(value('from'))}), so the survey never asks`,
      'a later instant',
    )
  const after = value('after')
  const wait = typeof after === 'string' ? parseDuration(after) : null
  if (wait && begins !== null && ends !== null && !isOver && begins + wait >= ends)
    add(
      'never-passes',
      path('after'),
      after,
      'which is longer than the time between "from" and "until", so the survey never asks',
      'a shorter duration, or a later "until"',
    )

  const isReadable = Array.isArray(days) && typeof from === 'string' && typeof to === 'string'
  if (hours === undefined || !isReadable) return findings
  const isEmpty = !days.length
  if (isEmpty)
    add(
      'never-passes',
      `${path('hours')}.days`,
      days,
      'so the survey never asks',
      'at least one day, from 0 for Sunday to 6',
    )
  const isNoTime = from === to
  if (isNoTime)
    add('never-passes', `${path('hours')}.to`, to, 'as "from" is, so no minute is left', 'another time')
  const isAlways = everyDay.every(weekday => days.includes(weekday)) && from === '00:00' && to === '24:00'
  const isForDates = zone !== null && (begins !== null || ends !== null)
  if (isAlways && !isForDates)
    add('no-effect', path('hours'), hours, 'which is always', 'days or times, or leave it out')

  if (isEmpty || isNoTime || isOver || begins === null || ends === null) return findings
  const read: HoursSettings = { days, from: minutesOf(from), to: minutesOf(to), zone }
  // This rule looks at nothing else in a survey and a situation.
  const survey = { hours: read } as SurveySettings
  const situation = { now: begins } as Situation
  const [, , opening = Number.NaN] = explainHours(survey, situation)
  if (!areHours(survey, situation) && !(opening < ends))
    add(
      'never-passes',
      path('hours'),
      hours,
      'and no such hour lies between "from" and "until", so the survey never asks',
      'other days or hours, or other dates',
    )
  return findings
}
