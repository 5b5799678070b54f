import { categoryOf } from '../figures/category.ts'
import type { Counts } from '../figures/score.ts'
import type { ResponseRecord, State } from '../protocol/response.ts'

export type Kind = ResponseRecord['kind']

/** Identifies a score: scores are never pooled over surveys, nor over the two kinds of survey. */
export interface SurveyKey {
  site: string
  survey: string
  kind: Kind
}

/**
 * The number of a survey's responses that share everything that decides what they count as. If a trigger has a ref, only
 * the one response that speaks for the ref is included.
 */
export interface TallyRow extends SurveyKey {
  state: State
  test: boolean
  /** The visitor opened the survey (`show`). */
  selfSelected: boolean
  /** The site has signed what it is counted by. */
  verified: boolean
  score: number | null
  /** How many of the periods asked for had begun when they were given. */
  period: number
  responses: number
}

/** One survey's counts; each response is in one of them at most. */
export interface SurveyFigures extends SurveyKey {
  /** Answers that make up the score: sent, not a test, not self-selected. */
  answered: Counts
  /** Scores that were chosen but never sent. */
  unconfirmed: Counts
  /** Answers of visitors who opened the survey themselves. */
  selfSelected: Counts
  /** Answers marked as tests. */
  tests: number
  /** How many of the answers that make up the score the site has vouched for. */
  verified: number
}

/**
 * The surveys' figures, sorted by site, transactional before relationship, then by name.
 * @param onlyVerified leaves out what the site has not vouched for
 * @default false
 */
export function figuresOf(all: readonly TallyRow[], { onlyVerified = false } = {}): SurveyFigures[] {
  const rows = onlyVerified ? all.filter(({ verified }) => verified) : all
  const surveys = new Map<string, SurveyFigures>()
  for (const row of rows) {
    const key = [row.site, row.kind, row.survey].join('\n')
    const figures = surveys.get(key) ?? emptyFigures(row)
    surveys.set(key, figures)
    add(row, figures)
  }
  return [...surveys.values()].sort(
    (first, second) =>
      compare(first.site, second.site) ||
      compare(second.kind, first.kind) ||
      compare(first.survey, second.survey),
  )
}

function add(row: TallyRow, figures: SurveyFigures): void {
  const { state, test, selfSelected, score, responses } = row
  if (score === null) return
  if (test) {
    if (state === 'answered') figures.tests += responses
    return
  }
  const counts = countsFor(state, selfSelected, figures)
  if (row.verified && counts === figures.answered) figures.verified += responses
  if (counts) counts[`${categoryOf(score)}s`] += responses
}

function countsFor(state: State, selfSelected: boolean, figures: SurveyFigures): Counts | null {
  if (state === 'answered') return selfSelected ? figures.selfSelected : figures.answered
  return state === 'scored' && !selfSelected ? figures.unconfirmed : null
}

function emptyFigures({ site, survey, kind }: SurveyKey): SurveyFigures {
  const none = { promoters: 0, passives: 0, detractors: 0 }
  return {
    site,
    survey,
    kind,
    answered: { ...none },
    unconfirmed: { ...none },
    selfSelected: { ...none },
    tests: 0,
    verified: 0,
  }
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
