import { type SqlBool, sql } from 'kysely'
import type { ResponseTable } from './tables.ts'

/** What is verified has this standing or more, and nothing else has. */
export const verifiedStanding = 5

/** All that decides whether a response counts. */
export type Vote = Pick<
  ResponseTable,
  'id' | 'site' | 'survey' | 'trigger_name' | 'ref' | 'test' | 'self_selected' | 'standing' | 'given_at'
>

export type CountsAs = 'verified' | 'unverified' | 'nothing'

/**
 * What a response counts as, beside all others: where a trigger has a ref, one response speaks for it, the one of the
 * highest standing, then the latest. Tests and self-selected answers speak for nobody else. {@link counts} and
 * {@link countsAsVerified} say the same in SQL.
 */
export function countsAs(vote: Vote, all: readonly Vote[]): CountsAs {
  if (all.some(other => isForSameRef(other, vote) && standsBefore(other, vote))) return 'nothing'
  return vote.standing >= verifiedStanding ? 'verified' : 'unverified'
}

const isForSameRef = (one: Vote, other: Vote) =>
  one.ref !== null &&
  one.ref === other.ref &&
  one.site === other.site &&
  one.test === other.test &&
  one.self_selected === other.self_selected &&
  one.survey === other.survey &&
  one.trigger_name === other.trigger_name

/** Of two the one of the higher standing, then the later, then, so that it is always the same one, by the id. */
function standsBefore(one: Vote, other: Vote): boolean {
  if (one.standing !== other.standing) return one.standing > other.standing
  if (one.given_at !== other.given_at) return one.given_at > other.given_at
  return one.id > other.id
}

// SQLite seeks a place in an index by values, not by columns; else it would read all that share the ref.
const better = sql`better.site = response.site
  and better.test = response.test and better.self_selected = response.self_selected
  and (better.standing, better.given_at, better.id)
    > (response.standing + 0, response.given_at + 0, response.id || '')`

const isBeatenForRef = sql`exists (select 1 from response as better
  where better.survey = response.survey and better.trigger_name = response.trigger_name
  and better.ref = response.ref and ${better})`

/** Whether a row of `response` counts, by the tables' own indexes: {@link countsAs} is not 'nothing'. */
export const counts = sql<SqlBool>`(response.ref is null or not ${isBeatenForRef})`

/** 1 where a row of `response` that counts does so as verified, else 0: {@link countsAs} is 'verified'. */
export const countsAsVerified = sql<
  0 | 1
>`case when response.standing < ${sql.lit(verifiedStanding)} then 0 else 1 end`
