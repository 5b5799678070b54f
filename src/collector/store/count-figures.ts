import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { State } from '../../protocol/response.ts'
import type { Selection } from '../../report/api/figures-query.ts'
import type { Segment } from '../../report/api/segments.ts'
import type { Kind } from '../../report/figures.ts'
import { type ScalarIn, segmentColumn } from './segment-columns.ts'
import type { Tables } from './tables.ts'
import { isDeclared } from './undeclared.ts'
import { counts, countsAsVerified } from './which-counts.ts'

export interface FiguresQuery {
  selection: Selection
  /** At most two. */
  by: readonly Segment[]
  /** Counts each day, by UTC, apart. */
  byDay: boolean
}

/** How many responses are alike in all of this. */
export interface FiguresRow {
  site: string
  survey: string
  kind: Kind
  state: State
  score: number | null
  /** 1 in the period itself, 0 in the one before. */
  inPeriod: 0 | 1
  /** Days since 1970 by UTC; 0 where days are not told apart. */
  day: number
  first: string | null
  second: string | null
  responses: number
  withReason: number
  /** Closed, or given up after a score, sooner than anybody reads the question. */
  hasty: number
}

const dayLength = 86_400_000

/**
 * Counts what counts of declared surveys, by survey, period, day and segments: only counts leave the database. Which response speaks for an
 * order or a ticket is decided over all time, so that periods add up; which is a respondent's latest, in each period,
 * before it is narrowed by segments, so that segments add up.
 */
export async function countFigures(
  db: Kysely<Tables>,
  scalarIn: ScalarIn,
  { selection, by, byDay }: FiguresQuery,
): Promise<FiguresRow[]> {
  const { filters, latestPerRespondent } = selection
  const chosen = selected(db, scalarIn, selection, [...by, ...filters.map(({ segment }) => segment)])
  const [first, second] = ['segment0', 'segment1'].map((name, place) =>
    place < by.length ? sql<string | null>`${sql.ref(name)}` : sql<string | null>`cast(null as text)`,
  )
  const day = byDay ? sql<number>`given_at / ${sql.lit(dayLength)}` : sql<number>`given_at * 0`
  // A plain null to group by has no type, and a plain 0 would be the number of a column.
  const rows = await db
    .with('chosen', () => chosen)
    .selectFrom('chosen')
    .$if(latestPerRespondent, query =>
      query.where(eb => eb.or([eb('is_vote', '=', 0), eb('respondent', 'is', null), eb('place', '=', 1)])),
    )
    .where(eb =>
      eb.and(
        filters.map(({ value }, place) =>
          eb(sql<string>`coalesce(${sql.ref(`segment${by.length + place}`)}, '')`, '=', value),
        ),
      ),
    )
    .select(['site', 'survey', 'kind', 'state', 'score', 'in_period'])
    .select([
      day.as('day'),
      (first ?? sql<string | null>`null`).as('first'),
      (second ?? sql<string | null>`null`).as('second'),
      sql<number>`count(*)`.as('responses'),
      sql<number>`sum(has_reason)`.as('with_reason'),
      sql<number>`sum(is_hasty)`.as('hasty'),
    ])
    .groupBy(['site', 'survey', 'kind', 'state', 'score', 'in_period'])
    .groupBy([sql.ref('day'), ...by.map((_, place) => sql.ref(`segment${place}`))])
    .execute()

  return rows.map(row => ({
    site: row.site,
    survey: row.survey,
    kind: row.kind,
    state: row.state,
    score: row.score,
    inPeriod: Number(row.in_period) === 1 ? 1 : 0,
    day: Number(row.day),
    first: row.first,
    second: row.second,
    responses: Number(row.responses),
    withReason: Number(row.with_reason),
    hasty: Number(row.hasty),
  }))
}

/** The rows of a selection, with its segments as segment0, segment1 and so on. */
export function selected(
  db: Kysely<Tables>,
  scalarIn: ScalarIn,
  { period, before, site, survey, kind, onlyVerified, countUnconfirmed, latestPerRespondent }: Selection,
  segments: readonly Segment[],
) {
  const isVote = countUnconfirmed
    ? sql<0 | 1>`case when response.state in ('answered', 'scored') then 1 else 0 end`
    : sql<0 | 1>`case when response.state = 'answered' then 1 else 0 end`
  const inPeriod = sql<0 | 1>`case when response.given_at >= ${sql.lit(period.start)} then 1 else 0 end`
  return db
    .selectFrom('response')
    .where(counts)
    .where(isDeclared)
    .where('response.test', '=', 0)
    .where('response.self_selected', '=', 0)
    .where('response.given_at', '>=', (before ?? period).start)
    .where('response.given_at', '<', period.end)
    .$if(site !== null, query => query.where('response.site', '=', site ?? ''))
    .$if(survey !== null, query => query.where('response.survey', '=', survey ?? ''))
    .$if(kind !== null, query => query.where('response.kind', '=', kind ?? 'transactional'))
    .$if(onlyVerified, query => query.where(countsAsVerified, '=', 1))
    .select([
      'response.id',
      'response.site',
      'response.survey',
      'response.kind',
      'response.state',
      'response.score',
      'response.given_at',
      'response.respondent',
    ])
    .select([
      inPeriod.as('in_period'),
      isVote.as('is_vote'),
      sql<0 | 1>`case when response.reason is null then 0 else 1 end`.as('has_reason'),
      isHasty.as('is_hasty'),
      (latestPerRespondent ? placeAmong(inPeriod, isVote) : sql<number>`1`).as('place'),
    ])
    .select(segments.map((segment, place) => segmentColumn(segment, scalarIn).as(`segment${place}`)))
}

/** Milliseconds, from the question's appearance to what ended it. */
export const shortestReading = 1000

const hastyIn = sql<number>`(coalesce(response.scored_at, response.ended_at) - response.asked_at)`

const isHasty = sql<0 | 1>`case when response.state in ('dismissed', 'scored')
  and ${hastyIn} >= 0 and ${hastyIn} < ${sql.lit(shortestReading)} then 1 else 0 end`

/** Which of a respondent's answers to a survey it is in its period, counted from the latest. */
const placeAmong = (inPeriod: RawBuilder<0 | 1>, isVote: RawBuilder<0 | 1>) =>
  sql<number>`row_number() over (
    partition by response.site, response.survey, response.kind, response.respondent, ${inPeriod}, ${isVote}
    order by response.given_at desc, response.id desc)`
