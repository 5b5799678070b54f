import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Selection } from '../../report/api/figures-query.ts'
import {
  type FollowedAnswer,
  type FollowUpState,
  noFollowUp,
  type Queue,
  quietDays,
  type StateFilter,
} from '../../report/api/follow-up.ts'
import { isLookedAt, type ReadingEngine, selected, statesOfVotes } from './count-figures.ts'
import { isFilling } from './fills.ts'
import { followUpsOn } from './follow-up.ts'
import { followUpFill } from './follow-up-tables.ts'
import { noWorth } from './follow-up-values.ts'
import { listed } from './list-answers.ts'
import { orderValue } from './order-value.ts'
import type { ScalarIn } from './segment-columns.ts'
import type { Tables } from './tables.ts'

const dayLength = 86_400_000

/** The place where a page of the list ends. */
export interface FollowUpPlace {
  /** The order's value; {@link noWorth} if there is none. */
  value: number
  at: number
  id: string
}

export interface FollowUpQuery {
  /** Only its period is listed, not the one before it. */
  selection: Selection
  queue: Queue
  state: StateFilter
  /** Whose follow-ups; '': those without an owner; null: all. */
  owner: string | null
  /** Only those due by this day; null: all. */
  dueBy: string | null
  /** Only those whose authors allow contact. */
  onlyAllowed: boolean
  /** Milliseconds since 1970. */
  now: number
  /** Only those further down the list. */
  after: FollowUpPlace | null
  limit: number
}

/** The lowest and the highest score in each queue. */
const scoresIn: Readonly<Record<Exclude<Queue, 'quiet'>, readonly [least: number, most: number]>> = {
  detractors: [0, 6],
  passives: [7, 8],
  promoters: [9, 10],
}

const statesIn: Readonly<Record<StateFilter, readonly FollowUpState[]>> = {
  open: ['new', 'contacted'],
  new: ['new'],
  contacted: ['contacted'],
  solved: ['solved'],
  lost: ['lost'],
  all: ['new', 'contacted', 'solved', 'lost'],
}

/** The answers in a queue that count, by order value and then by age. */
export async function listFollowUps(
  db: Kysely<Tables>,
  { scalarIn, textsWith, voting, unsought }: ReadingEngine,
  { selection, queue, state, owner, dueBy, onlyAllowed, now, after, limit }: FollowUpQuery,
): Promise<FollowedAnswer[]> {
  const { latestPerRespondent } = selection
  const { worth, lastContact, mayContact } = await valuesNow(db, scalarIn)
  const longAgo = now - quietDays * dayLength
  const chosen = selected(
    db,
    { scalarIn, voting },
    { ...selection, before: null },
    selection.filters.map(({ segment }) => segment),
    // The index is in the order of the list, so its first entries are found soon, however many answers lie in the period.
    latestPerRespondent ? undefined : unsought,
  )
    .where('response.state', 'in', statesOfVotes(selection))
    .select(['response.record', 'response.ref', 'response.verified', 'response.reason'])
    .select([worth.as('worth'), lastContact.as('last_contact'), mayContact.as('may_contact')])
    // Which answer is a respondent's latest is decided among all of theirs.
    .$if(!latestPerRespondent, query =>
      query.where(
        isIn(
          queue,
          { score: sql.ref('response.score'), reason: sql.ref('response.reason'), lastContact },
          longAgo,
        ),
      ),
    )
    .$if(!latestPerRespondent && isOfTakenUp({ state, owner, dueBy }), query =>
      query.where('response.id', 'in', db.selectFrom('follow_up').select('follow_up.id')),
    )
  const inQueue = isIn(
    queue,
    {
      score: sql.ref('chosen.score'),
      reason: sql.ref('chosen.reason'),
      lastContact: sql.ref('chosen.last_contact'),
    },
    longAgo,
  )
  const rows = await db
    .with('chosen', () => chosen)
    .selectFrom('chosen')
    .leftJoin('follow_up', 'follow_up.id', 'chosen.id')
    .where(await isLookedAt(db, textsWith, selection, 0))
    .where(isInState(state))
    .$if(latestPerRespondent, query => query.where(inQueue))
    .$if(owner === '', query =>
      query.where(
        'chosen.id',
        'not in',
        db.selectFrom('follow_up').select('follow_up.id').where('follow_up.owner', 'is not', null),
      ),
    )
    .$if(owner !== null && owner !== '', query => query.where('follow_up.owner', '=', owner))
    .$if(dueBy !== null, query => query.where('follow_up.due', '<=', dueBy))
    .$if(onlyAllowed, query => query.where('chosen.may_contact', '=', 1))
    .$if(after !== null, query => query.where(isFurtherDown(after)))
    .select(['chosen.id', 'chosen.given_at', 'chosen.last_contact', 'chosen.worth'])
    .select(['chosen.record', 'chosen.ref', 'chosen.verified'])
    .orderBy('chosen.worth', 'desc')
    .orderBy('chosen.given_at')
    .orderBy('chosen.id')
    .limit(limit)
    .execute()

  const answers = await listed(db, rows)
  const followUps = await followUpsOn(
    db,
    rows.map(({ id }) => id),
  )
  return answers.map((answer, place) => ({
    ...answer,
    followUp: followUps.get(answer.id) ?? noFollowUp,
    worth: worthOf(rows[place]?.worth),
    lastContactAt: rows[place]?.last_contact ?? null,
  }))
}

const isFurtherDown = (after: FollowUpPlace | null): RawBuilder<SqlBool> => {
  const { value, at, id } = after ?? { value: 0, at: 0, id: '' }
  const own = sql.ref('chosen.worth')
  return sql`${own} <= ${value} and (${own} < ${value} or (chosen.given_at, chosen.id) > (${at}, ${id}))`
}

/** The columns that decide which queue an answer belongs to. */
interface FollowUpColumns {
  score: RawBuilder<number | null>
  reason: RawBuilder<string | null>
  lastContact: RawBuilder<string | null>
}

/**
 * Whether an answer belongs to a queue. Scores are given as a range, since PostgreSQL doesn't read an index in order for a
 * list.
 * @param longAgo milliseconds since 1970: a last contact before this was long ago
 */
function isIn(
  queue: Queue,
  { score, reason, lastContact }: FollowUpColumns,
  longAgo: number,
): RawBuilder<SqlBool> {
  // Spelled so that SQLite uses the index on the last contact, not the one on scores.
  if (queue === 'quiet') return sql`coalesce(${score}, -1) >= 0 and ${isBefore(lastContact, longAgo)}`
  const [least, most] = scoresIn[queue]
  const inRange = sql<SqlBool>`${score} >= ${sql.lit(least)} and ${score} <= ${sql.lit(most)}`
  return queue === 'passives' ? sql`${inRange} and ${reason} is null` : inRange
}

function isInState(state: StateFilter): RawBuilder<SqlBool> {
  const states = sql.join(statesIn[state].map(wanted => sql.lit(wanted)))
  const isTaken = sql`follow_up.state in (${states})`
  return statesIn[state].includes('new') ? sql`(follow_up.state is null or ${isTaken})` : sql`${isTaken}`
}

const worthOf = (worth: number | undefined): number | null =>
  worth === undefined || worth === noWorth ? null : worth

/** Whether the query wants only answers that somebody has taken up. */
const isOfTakenUp = ({ state, owner, dueBy }: Pick<FollowUpQuery, 'state' | 'owner' | 'dueBy'>): boolean =>
  !statesIn[state].includes('new') || !!owner || dueBy !== null

/** The values stored next to each record; while the fill is still going on, rows without them are read from the record. */
async function valuesNow(db: Kysely<Tables>, scalarIn: ScalarIn) {
  const isReady = !(await isFilling(db, followUpFill))
  const kept = <Value>(column: string, inRecord: RawBuilder<Value>): RawBuilder<Value> =>
    isReady
      ? sql<Value>`${sql.ref(`response.${column}`)}`
      : sql<Value>`case when response.worth is null then ${inRecord} else ${sql.ref(`response.${column}`)} end`
  const inRecord = (...path: string[]) => scalarIn(sql.ref('response.record'), path)
  return {
    worth: kept<number>('worth', sql`coalesce(${orderValue(scalarIn)}, ${sql.lit(noWorth)})`),
    lastContact: kept<string | null>('last_contact', inRecord('respondent', 'traits', 'lastContactAt')),
    mayContact: kept<0 | 1>(
      'may_contact',
      sql`case when ${inRecord('contact', 'allowed')} = 'true' then 1 else 0 end`,
    ),
  }
}

/**
 * Whether an instant written by a site is before another. It may be a calendar date, with or without a time, or seconds or
 * milliseconds since 1970. All are compared as texts of the same length.
 */
function isBefore(written: RawBuilder<unknown>, before: number): RawBuilder<SqlBool> {
  const day = new Date(before).toISOString().slice(0, 10)
  const [milliseconds, seconds] = [String(Math.floor(before)), String(Math.floor(before / 1000))]
  return sql`${written} is not null and case
    when ${written} like '____-__-__%' then substr(${written}, 1, 10) < ${day}
    when ${written} like '%-%' or ${written} like '%.%' then 1 = 0
    when length(${written}) = ${sql.lit(milliseconds.length)} then ${written} < ${milliseconds}
    when length(${written}) = ${sql.lit(seconds.length)} then ${written} < ${seconds}
    else 1 = 0 end`
}
