import type { Verdict } from '../../figures/difference.ts'
import { roundScore } from '../../figures/score.ts'
import type { ResponseRecord } from '../../protocol/response.ts'
import type { DigestSurvey } from './digest.ts'
import type { Fall } from './message.ts'

/** A score for reading: a whole number, with a true minus sign. */
export const scoreText = (score: number): string => String(roundScore(score)).replace('-', '−')

const counted = (count: number, singular: string, plural: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? singular : plural}`

export const answersText = (count: number): string => counted(count, 'answer', 'answers')

const pointsText = (points: number) => counted(Math.abs(roundScore(points)), 'point', 'points')

/** A change in words, as the report judges it. */
export function changeText(verdict: Verdict, points: number | null): string {
  if (points === null) return 'nothing to compare with'
  switch (verdict) {
    case 'rise':
      return `up ${pointsText(points)}, more than noise`
    case 'fall':
      return `down ${pointsText(points)}, more than noise`
    case 'noise':
      return 'no change beyond noise'
    case 'unknown':
      return 'too few answers to judge a change'
  }
}

/** A survey's week, to follow its name. */
export function weekText({ score, interval, answers, verdict, points, answersBefore }: DigestSurvey): string {
  const before = `${answersText(answersBefore)} in the week before`
  if (score === null || interval === null) return `no answers; ${before}`
  const range = `95 % interval ${scoreText(interval.low)} to ${scoreText(interval.high)}`
  return `NPS ${scoreText(score)} (${range}), ${answersText(answers)}; ${changeText(verdict, points)}; ${before}`
}

/** The change of a score that fell. */
export const fallText = ({ score, before, answers, answersBefore }: Fall): string =>
  `NPS ${scoreText(score)} in the last 30 days (${answersText(answers)}), down ${pointsText(score - before)} from ${scoreText(before)} in the 30 days before (${answersText(answersBefore)}): more than noise`

/** What an order was worth; null if unknown. */
export function moneyText(
  value: number | null | undefined,
  currency: string | null | undefined,
): string | null {
  if (value == null) return null
  try {
    return value.toLocaleString('en', {
      style: 'currency',
      currency: currency ?? '',
      currencyDisplay: 'code',
    })
  } catch {
    return [value.toLocaleString('en'), currency ?? ''].join(' ').trim()
  }
}

/** What an answer was about, in the site's own words, as pairs of name and value. */
export function aboutOf({ trigger }: ResponseRecord): [name: string, value: string][] {
  const money = moneyText(trigger.value, trigger.currency)
  const said: [string, unknown][] = [
    ['reference', trigger.ref],
    ['value', money],
    ...['team', 'agent', 'product', 'department'].map((name): [string, unknown] => [
      name,
      trigger.properties?.[name],
    ]),
  ]
  return said.flatMap(([name, value]) => (value == null || value === '' ? [] : [[name, String(value)]]))
}

/** The visitor's address, if they left one and permission to write to it. */
export const addressOf = ({ contact }: ResponseRecord): string | null =>
  contact?.allowed ? (contact.email ?? null) : null

const months = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** A range of calendar dates, such as 20 April to 26 April 2026. */
export function weekName(from: string, to: string): string {
  const said = (date: string) => `${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]}`
  const year = (date: string) => date.slice(0, 4)
  return `${said(from)}${year(from) === year(to) ? '' : ` ${year(from)}`} to ${said(to)} ${year(to)}`
}
