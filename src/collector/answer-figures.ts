import { intervalOf } from '../figures/interval.ts'
import { periodAt } from '../figures/periods.ts'
import { answersIn, scoreOf } from '../figures/score.ts'
import { countsOf } from '../report/api/counts-of.ts'
import type { AnswersAnswer, FigureGroup, FiguresAnswer } from '../report/api/figures-answer.ts'
import {
  type AnswersParameters,
  type FiguresParameters,
  segmentsOf,
  selectionOf,
} from '../report/api/figures-query.ts'
import { day, reportZone } from '../report/api/period.ts'
import type { ReasonCursor } from '../report/reason.ts'
import { searchOf } from '../words/terms.ts'
import { type FiguresRow, responsesIn } from './store/count-figures.ts'
import { type AnswersQuery, scoresOf } from './store/list-answers.ts'
import type { Store } from './store/store.ts'

/** Groups in one response: nobody compares more, and somebody sending made-up values must not fill the page. */
const mostGroups = 200

/** Answers per page of the list. */
const mostListed = 50

/** The response to `/api/figures`. @param now milliseconds since 1970 */
export async function answerFigures(
  store: Pick<Store, 'figures'>,
  parameters: FiguresParameters,
  now: number,
): Promise<FiguresAnswer> {
  const selection = selectionOf(parameters, now)
  const { bucket } = parameters
  const by = segmentsOf(parameters)
  const rows = await store.figures({ selection, by, byDay: bucket !== undefined })
  // Remembered, because many rows share a day and calendar arithmetic is slow.
  const begins = new Map<number, number | null>()
  const bucketOf = (row: FiguresRow) => {
    const found = begins.get(row.day)
    if (found !== undefined) return found
    const begin = bucket === undefined ? null : periodAt(row.day * day, bucket, reportZone).start
    begins.set(row.day, begin)
    return begin
  }
  const joined = by.length === 0 ? new Set<string>() : smallest(rows)
  const groups = new Map<string, FigureGroup>()
  for (const row of rows) {
    const isJoined = joined.has(segmentsKey(row))
    const values = by.map((_, place) => (isJoined ? '…' : place === 0 ? row.first : row.second))
    const at = bucketOf(row)
    const key = JSON.stringify([row.site, row.survey, row.kind, row.inPeriod, at, values])
    const group = groups.get(key) ?? emptyGroup(row, at, values)
    groups.set(key, group)
    add(row, group, selection.countUnconfirmed)
  }
  return {
    at: now,
    period: selection.period,
    before: selection.before,
    groups: [...groups.values()].sort(inOrder).map(withFigures),
    joined: joined.size,
  }
}

const segmentsKey = ({ first, second }: FiguresRow) => JSON.stringify([first, second])

/** The keys of the segments for which there is no room: those with the fewest responses. */
function smallest(rows: readonly FiguresRow[]): Set<string> {
  const sizes = new Map<string, number>()
  for (const row of rows) {
    const key = segmentsKey(row)
    sizes.set(key, (sizes.get(key) ?? 0) + responsesIn(row))
  }
  return new Set(
    [...sizes]
      .sort(([, one], [, other]) => other - one)
      .slice(mostGroups)
      .map(([key]) => key),
  )
}

/** Rounds only once, at the end. */
function withFigures(group: FigureGroup): FigureGroup {
  const counts = countsOf(group.scores)
  const [score, interval] = [scoreOf(counts), intervalOf(counts)]
  return {
    ...group,
    answers: answersIn(counts),
    score: score === null ? null : oneDecimal(score),
    interval: interval && { low: oneDecimal(interval.low), high: oneDecimal(interval.high) },
  }
}

// Never -0, which strict comparisons treat as a different number.
const oneDecimal = (points: number) => Math.round(points * 10) / 10 || 0

const noScores = () => Array.from({ length: 11 }, () => 0)

const emptyGroup = (
  { site, survey, kind, inPeriod }: FiguresRow,
  bucket: number | null,
  segments: (string | null)[],
): FigureGroup => ({
  site,
  survey,
  kind,
  when: inPeriod === 1 ? 'period' : 'before',
  bucket,
  segments,
  scores: noScores(),
  answers: 0,
  score: null,
  interval: null,
  unconfirmed: noScores(),
  ignored: 0,
  dismissed: 0,
  sent: 0,
  misclicks: { dismissed: 0, scored: 0 },
  withReason: 0,
})

function add(row: FiguresRow, group: FigureGroup, countUnconfirmed: boolean): void {
  const { state } = row
  if (state === 'answered') group.sent += responsesIn(row)
  if (state === 'dismissed' || state === 'scored') group.misclicks[state] += row.hasty
  if (state === 'asked') group.ignored += responsesIn(row)
  else if (state === 'dismissed') group.dismissed += responsesIn(row)
  else {
    const counted = state === 'answered' || countUnconfirmed
    const scores = counted ? group.scores : group.unconfirmed
    for (const [score, given] of row.scores.entries()) scores[score] = (scores[score] ?? 0) + given
    if (counted) group.withReason += row.withReason
  }
}

/** Sorts by site, transactional before relationship, then by survey, segments and time. */
function inOrder(one: FigureGroup, other: FigureGroup): number {
  const [first, second] = [one, other].map(({ site, kind, survey, segments, bucket, when }) =>
    [site, kind === 'transactional' ? 0 : 1, survey, ...segments.map(value => value ?? '￿'), when].concat(
      String(bucket ?? 0).padStart(16, '0'),
    ),
  )
  for (const [place, value] of (first ?? []).entries()) {
    const against = second?.[place] ?? ''
    if (value !== against) return value < against ? -1 : 1
  }
  return 0
}

/** The response to `/api/answers`. @param now milliseconds since 1970 */
export async function answerAnswers(
  store: Pick<Store, 'answers' | 'areTextsReady'>,
  parameters: AnswersParameters,
  now: number,
): Promise<AnswersAnswer> {
  const { words = '', after, tag } = parameters
  const query = answersQuery(parameters, now)
  const cursor = after === undefined ? null : cursorOf(after)
  const found = query === null ? [] : await store.answers({ ...query, after: cursor, limit: mostListed + 1 })
  const answers = found.slice(0, mostListed)
  const last = found.length > mostListed ? answers.at(-1) : undefined
  const isCut = (words.trim() !== '' || tag !== undefined) && !(await store.areTextsReady())
  return { answers, next: last ? nextOf(last) : null, isCut }
}

/** The store query for a list; null if no answer can match. @param now milliseconds since 1970 */
export function answersQuery(
  parameters: Omit<AnswersParameters, 'after'>,
  now: number,
): Omit<AnswersQuery, 'after' | 'limit'> | null {
  const { category, score, words = '', text, currency } = parameters
  const search = searchOf(words)
  const scores = (category ? scoresOf[category] : Object.values(scoresOf).flat()).filter(
    candidate => score === undefined || candidate === Number(score),
  )
  // A search for nothing but punctuation finds nothing. Ignoring it would make every answer seem to match.
  if (scores.length === 0 || (words.trim() !== '' && search === null)) return null
  return {
    selection: selectionOf(parameters, now),
    scores,
    withText: text === 'only',
    currency: currency ?? null,
    search,
  }
}

const nextOf = ({ at, id }: ReasonCursor) => `${at}.${id}`

function cursorOf(after: string): ReasonCursor {
  const [at = '', id = ''] = after.split('.')
  return { at: Number(at), id }
}
