import { hash } from '../history/hash.ts'
import type { SurveySettings } from '../options/settings.ts'
import type { Milliseconds } from '../time/milliseconds.ts'

const months = { month: 1, quarter: 3, year: 12, forever: Number.POSITIVE_INFINITY }

/**
 * A visitor's number between 0 (included) and 1 (excluded): always the same for one survey and one UTC period, and
 * independent between different ones. A visitor whose number is below the share is in the sample.
 */
export function sampleNumber(
  visitor: string | number,
  { id, samplePeriod }: Pick<SurveySettings, 'id' | 'samplePeriod'>,
  now: Milliseconds,
): number {
  const date = new Date(now)
  const period = Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months[samplePeriod])
  return hash(`${id} ${period} ${visitor}`) / 2 ** 32
}
