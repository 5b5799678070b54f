import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Selection } from '../../report/api/figures-query.ts'
import {
  type FollowedAnswer,
  type FollowUp,
  type FollowUpChanged,
  type FollowUpState,
  type FollowUpStep,
  noFollowUp,
  type Queue,
  quietDays,
  type StateFilter,
  type TakenUp,
  type TeamMember,
} from '../../report/api/follow-up.ts'
import { isLookedAt, type ReadingEngine, selected } from './count-figures.ts'
import type { FollowUpTable } from './follow-up-tables.ts'
import { listed, scoresOf } from './list-answers.ts'
import { orderValue } from './order-value.ts'
import type { Tables } from './tables.ts'
import type { Transact } from './transact.ts'

const dayLength = 86_400_000

/** Where a page of the list ends. */
export interface FollowUpPlace {
  /** The order's value; -1 where there is none. */
  value: number
  at: number
  id: string
}

export interface FollowUpQuery {
  /** Only its period is listed, not the one before. */
  selection: Selection
  queue: Queue
  state: StateFilter
  /** Whose follow-ups; '': nobody's; null: all. */
  owner: string | null
  /** Only those to be done by this day; null: all. */
  dueBy: string | null
  /** Only those who allowed to be contacted. */
  onlyAllowed: boolean
  /** Milliseconds since 1970. */
  now: number
  /** Only those further down the list. */
  after: FollowUpPlace | null
  limit: number
}

export interface FollowUpChange {
  /** Each with the version that the change was made on. */
  answers: readonly { id: string; version: number }[]
  state?: FollowUpState | undefined
  owner?: TeamMember | null | undefined
  due?: string | null | undefined
  note?: string | undefined
  by: TeamMember
  /** Milliseconds since 1970. */
  now: number
}

const scoresIn: Readonly<Record<Queue, readonly number[]>> = {
  detractors: scoresOf.detractor,
  passives: scoresOf.passive,
  promoters: scoresOf.promoter,
  quiet: Object.values(scoresOf).flat(),
}

const statesIn: Readonly<Record<StateFilter, readonly FollowUpState[]>> = {
  open: ['new', 'contacted'],
  new: ['new'],
  contacted: ['contacted'],
  solved: ['solved'],
  lost: ['lost'],
  all: ['new', 'contacted', 'solved', 'lost'],
}

/** The answers that count, of a queue, by their orders' value and then by their age. */
export async function listFollowUps(
  db: Kysely<Tables>,
  { scalarIn, textsWith }: ReadingEngine,
  { selection, queue, state, owner, dueBy, onlyAllowed, now, after, limit }: FollowUpQuery,
): Promise<FollowedAnswer[]> {
  const record = sql.ref('response.record')
  const lastContact = scalarIn(record, ['respondent', 'traits', 'lastContactAt'])
  const chosen = selected(
    db,
    scalarIn,
    { ...selection, before: null },
    selection.filters.map(({ segment }) => segment),
  ).select([
    orderValue(scalarIn).as('value'),
    lastContact.as('last_contact'),
    sql<SqlBool>`${scalarIn(record, ['contact', 'allowed'])}`.as('allowed'),
  ])
  const stateNow = sql<FollowUpState>`coalesce(follow_up.state, 'new')`
  const rows = await db
    .with('chosen', () => chosen)
    .selectFrom('chosen')
    .innerJoin('response', 'response.id', 'chosen.id')
    .leftJoin('follow_up', 'follow_up.id', 'chosen.id')
    .where('is_vote', '=', 1)
    .where('chosen.score', 'in', scoresIn[queue])
    .where(await isLookedAt(db, textsWith, selection, 0))
    .where(stateNow, 'in', statesIn[state])
    .$if(queue === 'passives', query => query.where('has_reason', '=', 0))
    .$if(queue === 'quiet', query =>
      query.where(isBefore(sql.ref('chosen.last_contact'), now - quietDays * dayLength)),
    )
    .$if(owner === '', query => query.where('follow_up.owner', 'is', null))
    .$if(owner !== null && owner !== '', query => query.where('follow_up.owner', '=', owner))
    .$if(dueBy !== null, query => query.where('follow_up.due', '<=', dueBy))
    .$if(onlyAllowed, query => query.where(sql`chosen.allowed`, '=', 'true'))
    .$if(after !== null, query => query.where(isFurtherDown(after)))
    .select([
      'chosen.id',
      'chosen.given_at',
      'chosen.last_contact',
      'chosen.value',
      'response.record',
      'response.ref',
      'response.verified',
    ])
    .orderBy(sql`coalesce(chosen.value, -1)`, 'desc')
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
    worth: rows[place]?.value ?? null,
    lastContactAt: rows[place]?.last_contact ?? null,
  }))
}

const isFurtherDown = (after: FollowUpPlace | null): RawBuilder<SqlBool> => {
  const { value, at, id } = after ?? { value: 0, at: 0, id: '' }
  const own = sql`coalesce(chosen.value, -1)`
  return sql`(${own} < ${value} or (${own} = ${value} and (chosen.given_at, chosen.id) > (${at}, ${id})))`
}

/**
 * Whether an instant that a site has written lies before another: a date of the calendar, with or without a time, or seconds or
 * milliseconds since 1970. All are compared as texts of the same length.
 */
function isBefore(written: RawBuilder<unknown>, before: number): RawBuilder<SqlBool> {
  const day = new Date(before).toISOString().slice(0, 10)
  const [milliseconds, seconds] = [String(Math.floor(before)), String(Math.floor(before / 1000))]
  return sql`case
    when ${written} like '____-__-__%' then substr(${written}, 1, 10) < ${day}
    when ${written} like '%-%' or ${written} like '%.%' then 1 = 0
    when length(${written}) = ${sql.lit(milliseconds.length)} then ${written} < ${milliseconds}
    when length(${written}) = ${sql.lit(seconds.length)} then ${written} < ${seconds}
    else 1 = 0 end`
}

/** How these responses were followed up, by their ids. */
export async function followUpsOn(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, FollowUp>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('follow_up')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  const steps = await db
    .selectFrom('follow_up_step')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('id')
    .orderBy('version')
    .execute()
  return new Map(
    rows.map(row => [
      row.id,
      followUpOf(
        row,
        steps
          .filter(({ id }) => id === row.id)
          .map(({ at, by_id, by_name, change }) => ({
            at: Number(at),
            by: { id: by_id, name: by_name },
            // Written below, of what has passed the schema.
            ...(JSON.parse(change) as Pick<FollowUpStep, 'state' | 'owner' | 'due' | 'note'>),
          })),
      ),
    ]),
  )
}

const followUpOf = (
  { state, owner, owner_name, due, version, contacted_at }: FollowUpTable,
  steps: FollowUpStep[],
): FollowUp => ({
  state,
  owner: owner === null ? null : { id: owner, name: owner_name ?? owner },
  due,
  version,
  contactedAt: contacted_at === null ? null : Number(contacted_at),
  steps,
})

/**
 * Does a step for each of the answers that is as it was when the change was made; a note alone is added all the same. All in one
 * transaction.
 */
export function followUp(
  transact: Transact,
  change: FollowUpChange,
  { lockRows }: { lockRows: boolean },
): Promise<FollowUpChanged> {
  const wanted = new Map(change.answers.map(({ id, version }) => [id, version]))
  const isNoteAlone = [change.state, change.owner, change.due].every(one => one === undefined)
  return transact(async all => {
    // Held, so that nobody erases or changes them meanwhile.
    const there = await all
      .selectFrom('response')
      .select('id')
      .where('id', 'in', [...wanted.keys()])
      .orderBy('id')
      .$if(lockRows, query => query.forUpdate())
      .execute()
    const ids = there.map(({ id }) => id)
    const now = await followUpsOn(all, ids)
    const isOvertaken = (id: string) => !isNoteAlone && (now.get(id) ?? noFollowUp).version !== wanted.get(id)
    const changed = ids.filter(id => !isOvertaken(id))
    for (const id of changed) await keepStep(all, id, now.get(id) ?? noFollowUp, change)
    return {
      changed,
      overtaken: ids.filter(isOvertaken).map(id => ({ id, followUp: now.get(id) ?? noFollowUp })),
      gone: [...wanted.keys()].filter(id => !ids.includes(id)),
    }
  })
}

async function keepStep(
  all: Kysely<Tables>,
  id: string,
  before: FollowUp,
  { state = before.state, owner = before.owner, due = before.due, note, by, now }: FollowUpChange,
): Promise<void> {
  const step: Pick<FollowUpStep, 'state' | 'owner' | 'due' | 'note'> = {
    ...(state !== before.state && { state }),
    ...(owner?.id !== before.owner?.id && { owner }),
    ...(due !== before.due && { due }),
    ...(note !== undefined && { note: note.trim() }),
  }
  if (Object.keys(step).length === 0) return
  const version = before.version + 1
  const isContact = state === 'contacted' || state === 'solved'
  const row = {
    version,
    state,
    owner: owner?.id ?? null,
    owner_name: owner?.name ?? null,
    due,
    contacted_at: before.contactedAt ?? (isContact ? now : null),
  }
  await all
    .insertInto('follow_up')
    .values({ id, ...row })
    .onConflict(conflict => conflict.column('id').doUpdateSet(row))
    .execute()
  await all
    .insertInto('follow_up_step')
    .values({ id, version, at: now, by_id: by.id, by_name: by.name, change: JSON.stringify(step) })
    .execute()
}

/** How these responses were followed up is forgotten. */
export async function forgetFollowUps(all: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  for (const table of ['follow_up', 'follow_up_step'] as const)
    await all
      .deleteFrom(table)
      .where('id', 'in', [...ids])
      .execute()
}

/** What has become of the detractors that count and that were taken up, by survey. Few of all answers are: they are looked up one by one. */
export async function countTakenUp(
  db: Kysely<Tables>,
  { scalarIn, textsWith }: ReadingEngine,
  selection: Selection,
  today: string,
): Promise<TakenUp[]> {
  const chosen = selected(
    db,
    scalarIn,
    { ...selection, before: null },
    selection.filters.map(({ segment }) => segment),
  ).$if(!selection.latestPerRespondent, query =>
    query.where('response.id', 'in', db.selectFrom('follow_up').select('follow_up.id')),
  )
  const rows = await db
    .with('chosen', () => chosen)
    .selectFrom('chosen')
    .innerJoin('follow_up', 'follow_up.id', 'chosen.id')
    .where('is_vote', '=', 1)
    .where('chosen.score', 'in', scoresOf.detractor)
    .where(await isLookedAt(db, textsWith, selection, 0))
    .select(['site', 'survey', 'kind', 'given_at', 'follow_up.state', 'due', 'contacted_at'])
    .execute()

  const surveys = new Map<string, TakenUp & { waits: number[] }>()
  for (const { site, survey, kind, given_at, state, due, contacted_at } of rows) {
    const key = JSON.stringify([site, survey, kind])
    const found = surveys.get(key) ?? { site, survey, kind, ...nothingDone, waits: [] }
    surveys.set(key, found)
    if (state !== 'new') found[state] += 1
    if (statesIn.open.includes(state) && due !== null && due < today) found.overdue += 1
    if (contacted_at !== null) found.waits.push(Math.max(0, Number(contacted_at) - Number(given_at)))
  }
  return [...surveys.values()].map(({ waits, ...survey }) => ({ ...survey, firstContact: middleOf(waits) }))
}

const nothingDone = { contacted: 0, solved: 0, lost: 0, overdue: 0, firstContact: null }

/** The median; null of nothing. */
function middleOf(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((one, other) => one - other)
  const half = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

/** By their names. */
export async function ownersOf(db: Kysely<Tables>): Promise<TeamMember[]> {
  const rows = await db
    .selectFrom('follow_up')
    .select('owner as id')
    .select(eb => eb.fn.max('owner_name').as('name'))
    .where('owner', 'is not', null)
    .groupBy('owner')
    .orderBy('name')
    .$narrowType<{ id: string; name: string }>()
    .execute()
  return rows.map(({ id, name }) => ({ id, name }))
}
