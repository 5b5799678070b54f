import { differenceOf, type Verdict, verdictOf } from '../figures/difference.ts'
import { type Interval, intervalOf } from '../figures/interval.ts'
import { addCounts, answersIn, type Counts, scoreOf } from '../figures/score.ts'
import type { Change } from './change.ts'
import { changeText } from './change-figure.ts'
import type { Kind } from './figures.ts'
import type { Reason } from './reason.ts'
import type { SurveyReport } from './survey-section.ts'

/** A score with the counts it was computed from; null if there are no answers. */
interface ScoredCounts extends Counts {
  score: number | null
  answers: number
}

/** One survey as JSON. Scores and bounds have one decimal. */
export interface SurveyData extends ScoredCounts {
  site: string
  survey: string
  kind: Kind
  interval: Interval | null
  unconfirmed: ScoredCounts & { scoreWithThem: number | null }
  selfSelected: ScoredCounts
  tests: number
  /** How many of the answers the site has vouched for. */
  verified: number
  /** The last 28 days and the 28 before them. */
  change: {
    before: ScoredCounts
    after: ScoredCounts
    /** The later score minus the earlier; null if either has no answers. */
    difference: number | null
    interval: Interval | null
    verdict: Verdict
    /** In words. */
    words: string
  }
  /** The newest; `at` is an ISO 8601 instant. */
  reasons: (Omit<Reason, 'at'> & { at: string })[]
}

export interface ReportData {
  /** When it was made, an ISO 8601 instant. */
  at: string
  surveys: SurveyData[]
  /** The number of surveys left out, those with the fewest answers. */
  leftOut: number
  /** Responses to undeclared surveys: they are stored but not counted. */
  undeclared: number
}

interface Report {
  surveys: readonly SurveyReport[]
  leftOut: number
  undeclared: number
  /** Milliseconds since 1970. */
  now: number
}

/** The report as JSON. */
export function reportData({ surveys, leftOut, undeclared, now }: Report): ReportData {
  return { at: new Date(now).toISOString(), surveys: surveys.map(surveyData), leftOut, undeclared }
}

function surveyData({ figures, change, reasons }: SurveyReport): SurveyData {
  const { site, survey, kind, answered, unconfirmed, selfSelected, tests, verified } = figures
  const interval = intervalOf(answered)
  return {
    site,
    survey,
    kind,
    ...scored(answered),
    interval: interval && { low: oneDecimal(interval.low), high: oneDecimal(interval.high) },
    unconfirmed: { ...scored(unconfirmed), scoreWithThem: scored(addCounts(answered, unconfirmed)).score },
    selfSelected: scored(selfSelected),
    tests,
    verified,
    change: changeData(change),
    reasons: reasons.map(({ at, ...reason }) => ({ ...reason, at: new Date(at).toISOString() })),
  }
}

function changeData({ before, after }: Change): SurveyData['change'] {
  const difference = differenceOf(before, after)
  return {
    before: scored(before),
    after: scored(after),
    difference: difference && oneDecimal(difference.points),
    interval: difference && {
      low: oneDecimal(difference.interval.low),
      high: oneDecimal(difference.interval.high),
    },
    verdict: verdictOf(before, after),
    words: changeText({ before, after }),
  }
}

function scored(counts: Counts): ScoredCounts {
  const score = scoreOf(counts)
  return { score: score === null ? null : oneDecimal(score), answers: answersIn(counts), ...counts }
}

function oneDecimal(points: number): number {
  // Never -0, which strict comparisons treat as a different number.
  return Math.round(points * 10) / 10 || 0
}
