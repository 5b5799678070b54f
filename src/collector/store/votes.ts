import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { CountedRow } from './rollup-rows.ts'
import type { VoteTable } from './spread-tables.ts'
import type { ResponseTable, Tables } from './tables.ts'
import { type CountsAs, countsAs, type Vote } from './which-counts.ts'

/** Votes are for the same ref, or for the same signed subject. */
type Kind = 'ref' | 'subject'

/** A group that a response votes in. */
export type VotesIn = readonly [kind: Kind, key: string]

/** The columns that decide which of a group's members is first. */
export type RankedVote = Pick<ResponseTable, 'id' | 'survey' | 'standing' | 'given_at'>

const groupColumns = {
  ref: ['site', 'survey', 'trigger_name', 'ref', 'test', 'self_selected'],
  subject: ['site', 'subject', 'test', 'self_selected'],
} as const

/**
 * The groups in which a response votes. Their keys are hashes, so that only the response's own table says who voted for
 * what.
 */
export function groupsOf(row: CountedRow): VotesIn[] {
  return (['ref', 'subject'] as const).flatMap((kind): VotesIn[] => {
    const values = groupColumns[kind].map(column => row[column])
    if (values.some(value => value === null)) return []
    const key = createHash('sha256')
      .update(JSON.stringify([kind, ...values]))
      .digest('base64url')
    return [[kind, key]]
  })
}

export const rankedVoteOf = ({ id, survey, standing, given_at }: RankedVote): RankedVote => ({
  id,
  survey,
  standing,
  given_at: Number(given_at),
})

/** The first member of each group, by the group's key. */
export async function firstOf(
  all: Kysely<Tables>,
  groups: readonly string[],
): Promise<ReadonlyMap<string, RankedVote>> {
  if (groups.length === 0) return new Map()
  // By the column that distributes the table, so that each machine answers for its own groups.
  const rows = await all
    .selectFrom('vote')
    .distinctOn('group_key')
    .select(['group_key', 'id', 'survey', 'standing', 'given_at'])
    .where('group_key', 'in', [...groups])
    .orderBy('group_key', 'desc')
    .orderBy('standing', 'desc')
    .orderBy('given_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.map(({ group_key, ...row }) => [group_key, rankedVoteOf(row)]))
}

/** What a response counts as, given the first members of its groups; nobody else can beat it. */
export function judge(
  row: RankedVote,
  votesIn: readonly VotesIn[],
  first: ReadonlyMap<string, RankedVote>,
): CountsAs {
  const mates = votesIn.flatMap(group => {
    const mate = first.get(group[1])
    return mate ? [voteOf(mate, [group])] : []
  })
  return countsAs(voteOf(row, votesIn), mates)
}

/** Sharing a group means having in common everything the group is made of, so its key can stand for that. */
function voteOf({ id, survey, standing, given_at }: RankedVote, votesIn: readonly VotesIn[]): Vote {
  const keyOf = (kind: Kind) => votesIn.find(([voteKind]) => voteKind === kind)?.[1] ?? null
  return {
    ...{ id, survey, standing, given_at, ref: keyOf('ref'), subject: keyOf('subject') },
    ...{ site: '', trigger_name: '', test: 0, self_selected: 0 },
  }
}

/** Makes these responses vote in these groups, and no longer in those they voted in before. */
export async function changeVotes(
  all: Kysely<Tables>,
  before: readonly { id: string; votesIn: readonly VotesIn[] }[],
  now: readonly { row: RankedVote; votesIn: readonly VotesIn[] }[],
): Promise<void> {
  const keys = [...new Set(before.flatMap(({ votesIn }) => votesIn.map(([, key]) => key)))].sort()
  if (keys.length > 0) {
    await all
      .deleteFrom('vote')
      .where('group_key', 'in', keys)
      .where(
        'id',
        'in',
        before.map(({ id }) => id),
      )
      .execute()
  }
  const votes: VoteTable[] = now.flatMap(({ row, votesIn }) =>
    votesIn.map(([, group_key]) => ({ group_key, ...rankedVoteOf(row) })),
  )
  if (votes.length === 0) return
  await all
    .insertInto('vote')
    .values(votes)
    .onConflict(conflict =>
      conflict.columns(['group_key', 'id']).doUpdateSet({
        survey: eb => eb.ref('excluded.survey'),
        standing: sql<number>`excluded.standing`,
        given_at: sql<number>`excluded.given_at`,
      }),
    )
    .execute()
}
