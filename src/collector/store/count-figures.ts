import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { State } from '../../protocol/response.ts'
import type { Selection } from '../../report/api/figures-query.ts'
import type { Segment } from '../../report/api/segments.ts'
import type { Kind } from '../../report/figures.ts'
import { dayLength, shortestReading } from './rollup-rows.ts'
import { type ScalarIn, segmentColumn } from './segment-columns.ts'
import type { Tables } from './tables.ts'
import { hasTag } from './tags.ts'
import type { TextsWith } from './text-index.ts'
import { isDeclared } from './undeclared.ts'
import type { Voting } from './which-counts.ts'

/** How a database reads values out of a record, and finds words. */
export interface ReadingEngine {
  scalarIn: ScalarIn
  textsWith: TextsWith
  voting: Voting
  /**
   * Spells a column so that no index is used for it: SQLite takes any condition for a selective one, and would read and
   * sort everything the index finds.
   */
  unsought: Spelling
}

/** How a statement spells a column that it filters by. */
export type Spelling = <Value>(column: RawBuilder<Value>) => RawBuilder<Value>

/** The column under its own name. */
const plain: Spelling = column => column

export interface FiguresQuery {
  selection: Selection
  /** At most two. */
  by: readonly Segment[]
  /** Counts each UTC day separately. */
  byDay: boolean
}

/** How many responses share a {@link FiguresKey}. */
export interface FiguresRow extends FiguresKey {
  /** How many gave each score, 0 to 10. */
  scores: readonly number[]
  unscored: number
  /** How many of those with a score gave a reason, too. */
  withReason: number
  /** Closed, or abandoned after a score, before anybody could have read the question. */
  hasty: number
}

/** What the counted responses have in common. */
export interface FiguresKey {
  site: string
  survey: string
  kind: Kind
  state: State
  /** 1 in the period itself, 0 in the one before. */
  inPeriod: 0 | 1
  /** Days since 1970, UTC; 0 if days are not counted separately. */
  day: number
  first: string | null
  second: string | null
}

/**
 * Counts the responses of declared surveys that count, by survey, period, day and segments, looking at each response; only
 * counts leave the database. Which response speaks for an order or a ticket is decided over all time, so that periods add
 * up. Which answer is a respondent's latest is decided within each period, before segments narrow it, so that segments add
 * up.
 */
export async function countFigures(
  db: Kysely<Tables>,
  engine: ReadingEngine,
  query: FiguresQuery,
): Promise<FiguresRow[]> {
  const { selection, by } = query
  const { latestPerRespondent, tag } = selection
  const chosen = selected(db, engine, selection, segmentsIn(query)).$if(
    !latestPerRespondent && tag === null,
    rows => rows.limit(allOfThem),
  )
  return counted(db, chosen, query, await isLookedAt(db, engine.textsWith, selection, by.length))
}

/** Counts the answers of known respondents that a later answer of the same respondent, survey and period supersedes. */
export async function countSuperseded(
  db: Kysely<Tables>,
  engine: ReadingEngine,
  query: FiguresQuery,
): Promise<FiguresRow[]> {
  const { selection, by } = query
  const chosen = selected(db, engine, { ...selection, latestPerRespondent: true }, segmentsIn(query))
    .where('response.respondent', 'is not', null)
    .where('response.state', 'in', statesOfVotes(selection))
  const all = { ...selection, latestPerRespondent: false }
  const isWanted = await isLookedAt(db, engine.textsWith, all, by.length)
  return counted(db, chosen, query, sql`chosen.place > 1 and ${isWanted}`)
}

/** The states whose scores count. */
export const statesOfVotes = ({ countUnconfirmed }: Pick<Selection, 'countUnconfirmed'>): State[] =>
  countUnconfirmed ? ['answered', 'scored'] : ['answered']

const segmentsIn = ({ by, selection: { filters } }: FiguresQuery): Segment[] => [
  ...by,
  ...filters.map(({ segment }) => segment),
]

/**
 * More than any database holds. Given a limit, SQLite computes what a row says before it sorts the rows; without one it
 * sorts everything it would read for that, whole records included.
 */
const allOfThem = sql<number>`9007199254740991`

/** Counts the rows of `chosen` that satisfy a condition. */
async function counted(
  db: Kysely<Tables>,
  chosen: ReturnType<typeof selected>,
  { by, byDay }: Pick<FiguresQuery, 'by' | 'byDay'>,
  isWanted: RawBuilder<SqlBool>,
): Promise<FiguresRow[]> {
  const [first, second] = ['segment0', 'segment1'].map((name, place) =>
    place < by.length ? sql<string | null>`${sql.ref(name)}` : sql<string | null>`cast(null as text)`,
  )
  const day = byDay ? sql<number>`given_at / ${sql.lit(dayLength)}` : sql<number>`0`
  const rows = await db
    .with('chosen', () => chosen)
    .selectFrom('chosen')
    .where(isWanted)
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
    .groupBy(
      [...(byDay ? ['day'] : []), ...by.map((_, place) => `segment${place}`)].map(column => sql.ref(column)),
    )
    .execute()

  const figures = new Map<
    string,
    FiguresKey & { scores: number[]; unscored: number; withReason: number; hasty: number }
  >()
  for (const row of rows) {
    const { site, survey, kind, state, score, first, second } = row
    const inPeriod = Number(row.in_period) === 1 ? 1 : 0
    const key: FiguresKey = { site, survey, kind, state, inPeriod, day: Number(row.day), first, second }
    const name = JSON.stringify(key)
    const found = figures.get(name) ?? { ...key, scores: scoresGiven(), unscored: 0, withReason: 0, hasty: 0 }
    figures.set(name, found)
    found.hasty += Number(row.hasty)
    if (score === null) {
      found.unscored += Number(row.responses)
    } else {
      found.scores[score] = Number(row.responses)
      found.withReason += Number(row.with_reason)
    }
  }
  return [...figures.values()]
}

const scoresGiven = () => Array.from({ length: 11 }, () => 0)

export const responsesIn = ({ scores, unscored }: Pick<FiguresRow, 'scores' | 'unscored'>): number =>
  scores.reduce((sum, given) => sum + given, unscored)
/**
 * Whether a row of `chosen` is included: it matches the segments and the tag and, if only the latest answers count, is the
 * latest.
 * @param segmentsBefore how many segments of `chosen` come before those to narrow by
 */
export async function isLookedAt(
  db: Kysely<Tables>,
  textsWith: TextsWith,
  { filters, latestPerRespondent, tag }: Selection,
  segmentsBefore: number,
): Promise<RawBuilder<SqlBool>> {
  const conditions = filters.map(
    ({ value }, place) => sql`coalesce(${sql.ref(`segment${segmentsBefore + place}`)}, '') = ${value}`,
  )
  if (latestPerRespondent) {
    conditions.push(sql`(chosen.is_vote = 0 or chosen.respondent is null or chosen.place = 1)`)
  }
  if (tag !== null) conditions.push(await hasTag(db, textsWith, { tag, id: sql.ref('chosen.id') }))
  return conditions.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`${sql.join(conditions, sql` and `)}`
}

/**
 * The rows of a selection, with its segments as segment0, segment1 and so on.
 * @param spelled how to spell the columns of the period and the survey
 */
export function selected(
  db: Kysely<Tables>,
  { scalarIn, voting }: Pick<ReadingEngine, 'scalarIn' | 'voting'>,
  { period, before, site, survey, kind, onlyVerified, countUnconfirmed, latestPerRespondent }: Selection,
  segments: readonly Segment[],
  spelled: Spelling = plain,
) {
  const isVote = countUnconfirmed
    ? sql<0 | 1>`case when response.state in ('answered', 'scored') then 1 else 0 end`
    : sql<0 | 1>`case when response.state = 'answered' then 1 else 0 end`
  const givenAt = spelled(sql.ref<number>('response.given_at'))
  const inPeriod = sql<0 | 1>`case when response.given_at >= ${sql.lit(period.start)} then 1 else 0 end`
  return db
    .selectFrom('response')
    .where(voting.counts)
    .where(isDeclared)
    .where('response.test', '=', 0)
    .where('response.self_selected', '=', 0)
    .where(givenAt, '>=', (before ?? period).start)
    .where(givenAt, '<', period.end)
    .$if(site !== null, query => query.where(spelled(sql.ref<string>('response.site')), '=', site ?? ''))
    .$if(survey !== null, query =>
      query.where(spelled(sql.ref<string>('response.survey')), '=', survey ?? ''),
    )
    .$if(kind !== null, query => query.where(spelled(sql.ref<string>('response.kind')), '=', kind ?? ''))
    .$if(onlyVerified, query => query.where(voting.countsAsVerified, '=', 1))
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

const hastyIn = sql<number>`(coalesce(response.scored_at, response.ended_at) - response.asked_at)`

const isHasty = sql<0 | 1>`case when response.state in ('dismissed', 'scored')
  and ${hastyIn} >= 0 and ${hastyIn} < ${sql.lit(shortestReading)} then 1 else 0 end`

/** The place of an answer among the respondent's answers to a survey in its period, counted from the latest. */
const placeAmong = (inPeriod: RawBuilder<0 | 1>, isVote: RawBuilder<0 | 1>) =>
  sql<number>`row_number() over (
    partition by response.site, response.survey, response.kind, response.respondent, ${inPeriod}, ${isVote}
    order by response.given_at desc, response.id desc)`
