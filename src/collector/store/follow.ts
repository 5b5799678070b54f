import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { ResponseRecord } from '../../protocol/response.ts'
import { addEntry, countsAsIn, entryOf, numberOf } from './counted-entry.ts'
import { declaredSegments } from './declare-segments.ts'
import type { AlertRaiser } from './raise-alerts.ts'
import type { Rollup, RollupEngine } from './rollup.ts'
import { countColumns, countedColumns, keyColumns, RollupChanges } from './rollup-rows.ts'
import type { CountedTable } from './spread-tables.ts'
import { unmarkUndeclared } from './surveys.ts'
import type { Tables } from './tables.ts'
import { markToCount } from './to-count.ts'
import type { Transact } from './transact.ts'
import {
  changeVotes,
  firstOf,
  groupsOf,
  judge,
  type RankedVote,
  rankedVoteOf,
  type VotesIn,
} from './votes.ts'

/** What a follower needs of a database that is distributed over several machines. */
export interface FollowingEngine extends Pick<RollupEngine, 'holdCounting'> {
  /** Keeps others from counting until the transaction ends; false if another is counting now. */
  tryCounting(all: Kysely<Tables>): Promise<boolean>
}

/**
 * Counts what has been stored in a database distributed over several machines: one collector at a time, after the fact, and
 * as exactly as if it had been counted while being stored. What a response was last counted as is stored next to it, so one
 * page of changes to the rollup covers everything that has happened to its responses since; a page that is cut off changes
 * nothing.
 */
export interface Follower {
  /** Used in place of counting at once: marks the responses as to be counted. */
  rollup: Rollup
  /** Counts some of what waits. Returns whether there may be more. */
  follow(): Promise<boolean>
}

/** Responses per page. */
const pageOfRows = 500

/** Number of rows that count the same thing; they are distributed over the machines by shard. */
const shards = 16

export function createFollower({
  transact,
  engine,
  alerts,
}: {
  transact: Transact
  engine: FollowingEngine
  alerts: Pick<AlertRaiser, 'raiseCounted'>
}): Follower {
  const nothing = { until: null, declared: [] }
  return {
    rollup: {
      begin: async () => nothing,
      beginAlone: async () => nothing,
      apply: (all, { leaving, entering }) =>
        markToCount(
          all,
          [...leaving, ...entering].map(({ id }) => id),
        ),
      async fill(all, after) {
        await engine.holdCounting(all)
        if (after === '') await beginRound(all)
        const rows = await all
          .selectFrom('response')
          .select('id')
          .where('id', '>', after)
          .orderBy('id')
          .limit(pageOfRows)
          .execute()
        const ids = rows.map(({ id }) => id)
        if (ids.length > 0) await count(all, ids)
        return ids.length < pageOfRows ? null : (ids.at(-1) ?? null)
      },
    },
    follow: () =>
      transact(async all => {
        if (!(await engine.tryCounting(all))) return false
        const waiting = await all
          .selectFrom('to_count')
          .select(['id', 'mark', 'tell'])
          .orderBy('since')
          .orderBy('id')
          .limit(pageOfRows)
          .execute()
        if (waiting.length === 0) return false
        const counting = await count(
          all,
          waiting.map(({ id }) => id),
        )
        const tell = waiting.flatMap(({ id, tell }) => (tell === 1 && counting.has(id) ? [id] : []))
        if (tell.length > 0) await tellOf(all, tell, alerts)
        await all
          .deleteFrom('to_count')
          .where(
            'id',
            'in',
            waiting.map(({ id }) => id),
          )
          // A row that has changed since we looked has another mark.
          .where('mark', 'in', [...new Set(waiting.map(({ mark }) => mark))])
          .execute()
        return waiting.length === pageOfRows
      }),
  }
}

/** Starts over with an empty rollup: nothing counted before is in it. */
async function beginRound(all: Kysely<Tables>): Promise<void> {
  await all.updateTable('spread').set({ round: sql<number>`round + 1` }).execute()
  await all.deleteFrom('rollup').execute()
}

/** What is known about a response that is being counted. */
interface Known {
  row: RankedVote
  votesIn: readonly VotesIn[]
  entry: string
  /** What it was last counted as, and with which entry; null if it never was. */
  was: Was | null
  /** It is gone, or nobody has declared its survey. */
  isOut: boolean
}

interface Was {
  votesIn: readonly VotesIn[]
  entry: string
  countsAs: number
  round: number
}

/** Counts these as they are now. Returns the ones that count. */
async function count(all: Kysely<Tables>, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const round = await roundOf(all)
  const declared = await declaredSegments(all)
  await unmarkDeclared(all, ids)
  const undeclared = await undeclaredAmong(all, ids)
  const rows = await all
    .selectFrom('response')
    .select(countedColumns)
    .where('id', 'in', [...ids])
    .execute()
  const entering = new Map(rows.filter(({ id }) => !undeclared.has(id)).map(row => [row.id, row]))
  const before = await countedOf(all, ids)

  const known = new Map<string, Known>()
  for (const id of ids) {
    const row = entering.get(id)
    const was = before.get(id) ?? null
    known.set(id, {
      row: row ? rankedVoteOf(row) : { id, survey: '', standing: 0, given_at: 0 },
      votesIn: row ? groupsOf(row) : [],
      entry: row ? entryOf(row, declared) : '',
      was,
      isOut: !row,
    })
  }

  const touched = keysOf([
    ...[...known.values()].map(({ votesIn }) => votesIn),
    ...[...before.values()].map(({ votesIn }) => votesIn),
  ])
  // Only the responses that stood first or stand first now may count differently; nobody else in these groups does.
  const firstBefore = await firstOf(all, touched)
  await changeVotes(
    all,
    [...before].map(([id, { votesIn }]) => ({ id, votesIn })),
    [...known.values()],
  )
  const first = new Map(await firstOf(all, touched))
  const others = new Map<string, RankedVote>()
  for (const vote of [...firstBefore.values(), ...first.values()])
    if (!known.has(vote.id)) others.set(vote.id, vote)
  for (const [id, was] of await countedOf(all, [...others.keys()])) {
    const row = others.get(id)
    if (row) known.set(id, { row, votesIn: was.votesIn, entry: was.entry, was, isOut: false })
  }
  // They may also be beaten in other groups, which this doesn't change.
  const further = keysOf([...known.values()].map(({ votesIn }) => votesIn)).filter(key => !first.has(key))
  for (const [key, vote] of await firstOf(all, further)) first.set(key, vote)

  const changes = new RollupChanges([])
  const kept: CountedTable[] = []
  const gone: string[] = []
  const counting = new Set<string>()
  for (const [id, { row, votesIn, entry, was, isOut }] of known) {
    const as = isOut ? 'nothing' : judge(row, votesIn, first)
    if (as !== 'nothing') counting.add(id)
    if (was?.round === round) addEntry(changes, was.entry, countsAsIn(was.countsAs), -1)
    if (isOut) {
      if (was) gone.push(id)
      continue
    }
    addEntry(changes, entry, as, 1)
    const now = { id, counts_as: numberOf(as), round, entry, votes_in: JSON.stringify(votesIn) }
    if (!isSame(was, now)) kept.push(now)
  }
  await keepCounted(all, kept, gone)
  await addToRollup(all, changes)
  return counting
}

const isSame = (was: Was | null, now: CountedTable): boolean =>
  was !== null &&
  was.round === now.round &&
  was.countsAs === now.counts_as &&
  was.entry === now.entry &&
  JSON.stringify(was.votesIn) === now.votes_in

const keysOf = (all: readonly (readonly VotesIn[])[]): string[] =>
  [...new Set(all.flatMap(votesIn => votesIn.map(([, key]) => key)))].sort()

export async function roundOf(all: Kysely<Tables>): Promise<number> {
  const row = await all.selectFrom('spread').select('round').executeTakeFirst()
  return Number(row?.round ?? 0)
}

/** What these were last counted as, by id. */
export async function countedOf(
  all: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Was>> {
  if (ids.length === 0) return new Map()
  const rows = await all
    .selectFrom('counted')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  return new Map(
    rows.map(({ id, counts_as, round, entry, votes_in }) => [
      id,
      // Not checked: written above.
      { entry, countsAs: counts_as, round: Number(round), votesIn: JSON.parse(votes_in) as VotesIn[] },
    ]),
  )
}

/** Their surveys were declared while they were being stored, or later. */
async function unmarkDeclared(all: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  const rows = await all
    .selectFrom('undeclared')
    .innerJoin('known_survey', join =>
      join
        .onRef('known_survey.site', '=', 'undeclared.site')
        .onRef('known_survey.survey', '=', 'undeclared.survey'),
    )
    .select('undeclared.id')
    .where('undeclared.id', 'in', [...ids])
    .execute()
  await unmarkUndeclared(
    all,
    rows.map(({ id }) => id),
  )
}

export async function undeclaredAmong(
  all: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await all
    .selectFrom('undeclared')
    .select('id')
    .where('id', 'in', [...ids])
    .execute()
  return new Set(rows.map(({ id }) => id))
}

async function keepCounted(
  all: Kysely<Tables>,
  kept: readonly CountedTable[],
  gone: readonly string[],
): Promise<void> {
  if (kept.length > 0) {
    await all
      .insertInto('counted')
      .values(kept)
      .onConflict(conflict =>
        conflict.column('id').doUpdateSet({
          counts_as: sql<number>`excluded.counts_as`,
          round: sql<number>`excluded.round`,
          entry: eb => eb.ref('excluded.entry'),
          votes_in: eb => eb.ref('excluded.votes_in'),
        }),
      )
      .execute()
  }
  if (gone.length > 0)
    await all
      .deleteFrom('counted')
      .where('id', 'in', [...gone])
      .execute()
}

/** PostgreSQL takes 65,535 values per statement, and each column of each row is one. */
const rollupRowsAtOnce = 1000

async function addToRollup(all: Kysely<Tables>, changes: RollupChanges): Promise<void> {
  const rows = changes.entries().map(({ key, counts }) => {
    const added = Object.fromEntries(countColumns.map((column, place) => [column, counts[place] ?? 0]))
    return {
      ...key,
      shard: shardOf(Object.values(key)),
      ...(added as Record<(typeof countColumns)[number], number>),
    }
  })
  for (let from = 0; from < rows.length; from += rollupRowsAtOnce) {
    await all
      .insertInto('rollup')
      .values(rows.slice(from, from + rollupRowsAtOnce))
      .onConflict(conflict =>
        conflict
          .columns([...keyColumns, 'shard'])
          .doUpdateSet(
            Object.fromEntries(
              countColumns.map(column => [
                column,
                sql<number>`${sql.ref(`rollup.${column}`)} + ${sql.ref(`excluded.${column}`)}`,
              ]),
            ),
          ),
      )
      .execute()
  }
}

/** Always the same for one key. Only one collector counts at a time, so rows are spread over machines, not over collectors. */
const shardOf = (key: readonly unknown[]): number =>
  (createHash('sha256').update(JSON.stringify(key)).digest()[0] ?? 0) % shards

async function tellOf(
  all: Kysely<Tables>,
  ids: readonly string[],
  alerts: Pick<AlertRaiser, 'raiseCounted'>,
): Promise<void> {
  const rows = await all
    .selectFrom('response')
    .select(['record', 'received_at'])
    .where('id', 'in', [...ids])
    .execute()
  await alerts.raiseCounted(
    all,
    rows.map(({ record, received_at }) => ({
      // Not checked: it passed the schema when it was stored.
      record: JSON.parse(record) as ResponseRecord,
      receivedAt: Number(received_at),
    })),
  )
}
