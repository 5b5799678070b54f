import type { HoursSettings, RuleSettings, Settings } from '../../src/options/settings.ts'
import { parseDuration } from '../../src/time/duration.ts'
import { instantOf } from '../../src/time/zone.ts'
import { aSurvey, someSettings } from '../eligibility/situations.ts'
import type { WrittenOptions, WrittenRules } from './judge.ts'

function duration(written: string): number {
  const length = parseDuration(written)
  if (length === null) throw new Error(`no duration: ${written}`)
  return length
}

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

const hoursOf = ({ days, from, to, zone }: NonNullable<WrittenRules['hours']>): HoursSettings => ({
  days: days ?? [0, 1, 2, 3, 4, 5, 6],
  from: minutesOf(from ?? '00:00'),
  to: minutesOf(to ?? '24:00'),
  zone,
})

const rulesOf = (rules: WrittenRules): Partial<RuleSettings> => ({
  ...(rules.waitAfterAnswer !== undefined && { waitAfterAnswer: duration(rules.waitAfterAnswer) }),
  ...(rules.waitAfterDismissal !== undefined && { waitAfterDismissal: duration(rules.waitAfterDismissal) }),
  ...(rules.waitAfterIgnored !== undefined && { waitAfterIgnored: duration(rules.waitAfterIgnored) }),
  ...(rules.sample !== undefined && { sample: rules.sample }),
  ...(rules.minAge !== undefined && { minAge: duration(rules.minAge) }),
  ...(rules.minVisits !== undefined && { minVisits: rules.minVisits }),
  ...(rules.minPages !== undefined && { minPages: rules.minPages }),
  ...(rules.from !== undefined && { from: instantOf(rules.from, 'UTC') }),
  ...(rules.until !== undefined && { until: instantOf(rules.until, 'UTC') }),
  ...(rules.hours !== undefined && { hours: hoursOf(rules.hours) }),
  ...(rules.device !== undefined && { where: { device: rules.device } }),
})

/** The settings that result from what a site wrote; the judge reads the written form itself. */
export function settingsOf(options: WrittenOptions): Settings {
  return someSettings({
    surveys: options.surveys.map(survey =>
      aSurvey({ ...rulesOf(options), ...rulesOf(survey), id: survey.id, triggers: survey.trigger }),
    ),
    ...(options.enabled !== undefined && { enabled: options.enabled }),
    ...(options.waitBetween !== undefined && { waitBetween: duration(options.waitBetween) }),
    ...(options.maxPerYear !== undefined && { maxPerYear: options.maxPerYear }),
    ...(options.waitAfterOptOut !== undefined && { waitAfterOptOut: duration(options.waitAfterOptOut) }),
    ...(options.never !== undefined && { never: options.never }),
    ...(options.withoutMemory !== undefined && { withoutMemory: options.withoutMemory }),
    ...(options.gpc !== undefined && { gpc: options.gpc }),
    ...(options.automation !== undefined && { automation: options.automation }),
  })
}
