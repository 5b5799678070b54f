import { roundScore } from '../figures/score.ts'
import type { Kind, SurveyKey } from './figures.ts'

const whole = new Intl.NumberFormat('en-GB')
const percent = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 0 })
const instant = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })

/** A score for reading: a whole number, with a true minus sign. */
export function scoreText(score: number): string {
  return whole.format(roundScore(score)).replace('-', '−')
}

export function countText(count: number, singular: string, plural: string): string {
  return `${whole.format(count)} ${count === 1 ? singular : plural}`
}

export function numberText(count: number): string {
  return whole.format(count)
}

/** `part` of `all` in per cent; `all` is not 0. */
export function shareText(part: number, all: number): string {
  return percent.format(part / all)
}

/** In UTC: the report has no script that could ask the browser for its zone. */
export function instantText(at: number): string {
  return `${instant.format(at)} UTC`
}

export const kindTexts: Record<Kind, string> = {
  transactional: 'Transactional: asked after something happened',
  relationship: 'Relationship: asked about the relationship as a whole',
}

/** The query that names a survey in the report's URLs. */
export function surveyQuery({ site, survey, kind }: SurveyKey): string {
  return new URLSearchParams({ site, survey, kind }).toString()
}
