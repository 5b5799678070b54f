import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ResponseRecord } from '../../protocol/response.ts'
import type { Vouched } from '../signature-check.ts'
import { storedKey } from './person.ts'
import type { ResponseTable } from './tables.ts'
import { isDeclaredIn } from './undeclared.ts'

/** Verified responses have this standing or more, and no others do. */
export const verifiedStanding = 5

/** Everything that decides whether a response counts. */
export type Vote = Pick<
  ResponseTable,
  | 'id'
  | 'site'
  | 'survey'
  | 'trigger_name'
  | 'ref'
  | 'test'
  | 'self_selected'
  | 'standing'
  | 'given_at'
  | 'subject'
>

export type CountsAs = 'verified' | 'unverified' | 'nothing'

/** Milliseconds. A browser keeps an answer for 30 days. */
const longestWay = 31 * 24 * 60 * 60 * 1000

/**
 * Whose vote a verified response is, within its site, using only signed fields. For a link: survey, ref and respondent; for
 * a ref: its name and the ref; else the respondent, in this survey and this calendar month (UTC). Null if nothing was
 * signed.
 *
 * The month is the visitor's claim, but no further back than a browser keeps an answer.
 */
export function subjectOf(
  { survey, trigger, respondent }: Pick<ResponseRecord, 'survey' | 'trigger' | 'respondent'>,
  vouched: Vouched,
  { givenAt, receivedAt }: { givenAt: number; receivedAt: number },
): string | null {
  const ref = storedKey(trigger.ref)
  const id = storedKey(respondent?.id)
  if (vouched.trigger && trigger.source === 'link') return subject('link', survey, ref ?? '', id ?? '')
  if (vouched.trigger && ref !== null) return subject('ref', trigger.name, ref)
  if (!vouched.respondent || ref !== null || id === null) return null
  const month = new Date(Math.max(givenAt, receivedAt - longestWay)).toISOString().slice(0, 7)
  return subject('respondent', survey, id, month)
}

/** Whether it was the respondent's signature that made it verified. */
export const isRespondents = (subject: string | null): boolean => subject?.startsWith('respondent\n') ?? false

// No signed field contains a line break.
const subject = (...fields: string[]) => fields.join('\n')

/**
 * What a response counts as among all others. It counts unless a better one votes in the same survey for the same trigger's
 * ref, or for the same signed subject; a response to an undeclared survey beats none. A signed ref names no survey: it
 * verifies one vote across all surveys, and in the others the vote counts as unsigned. {@link counts} and {@link
 * countsAsVerified} are the same in SQL.
 */
export function countsAs(vote: Vote, all: readonly Vote[]): CountsAs {
  const better = all.filter(other => isAlike(other, vote) && standsBefore(other, vote))
  const ofSubject = better.filter(other => vote.subject !== null && other.subject === vote.subject)
  if (better.some(other => isForSameRef(other, vote))) return 'nothing'
  if (ofSubject.some(({ survey }) => survey === vote.survey)) return 'nothing'
  return vote.standing >= verifiedStanding && ofSubject.length === 0 ? 'verified' : 'unverified'
}

/** Tests, and answers of visitors who opened the survey themselves, are counted separately. */
const isAlike = (one: Vote, other: Vote) =>
  one.site === other.site && one.test === other.test && one.self_selected === other.self_selected

const isForSameRef = (one: Vote, other: Vote) =>
  one.ref !== null &&
  one.ref === other.ref &&
  one.survey === other.survey &&
  one.trigger_name === other.trigger_name

/** The higher standing wins, then the later response, then, so that it is always the same one, the id decides. */
function standsBefore(one: Vote, other: Vote): boolean {
  if (one.standing !== other.standing) return one.standing > other.standing
  if (one.given_at !== other.given_at) return one.given_at > other.given_at
  return one.id > other.id
}

// SQLite seeks in an index by values, not by columns; otherwise it would read everything that shares the ref.
const better = sql`better.site = response.site
  and better.test = response.test and better.self_selected = response.self_selected
  and (better.standing, better.given_at, better.id)
    > (response.standing + 0, response.given_at + 0, response.id || '')
  and ${isDeclaredIn('better')}`

const isBeatenForRef = sql`exists (select 1 from response as better
  where better.survey = response.survey and better.trigger_name = response.trigger_name
  and better.ref = response.ref and ${better})`

const isBeatenForSubject = sql`exists (select 1 from response as better
  where better.subject = response.subject and ${better})`

// Every other subject names its survey.
const isSignedRef = sql`substr(response.subject, 1, 4) = ${sql.lit('ref\n')}`

/** How statements tell which rows of `response` count. */
export interface Voting {
  counts: RawBuilder<SqlBool>
  countsAsVerified: RawBuilder<0 | 1>
}

/** Whether a row of `response` counts, using the table's own indexes: {@link countsAs} is not 'nothing'. */
export const counts = sql<SqlBool>`(response.ref is null or not ${isBeatenForRef})
  and (response.subject is null or ${isSignedRef} or not ${isBeatenForSubject})`

/** 1 where a row of `response` that counts does so as verified, else 0: {@link countsAs} is 'verified'. */
export const countsAsVerified = sql<0 | 1>`case
  when response.standing < ${sql.lit(verifiedStanding)} then 0
  when ${isSignedRef} and ${isBeatenForSubject} then 0
  else 1 end`

/** Looks for better rows for each row: right at any instant, and possible only if all rows are on one machine. */
export const votingByLook: Voting = { counts, countsAsVerified }

const isCountedAs = (condition: RawBuilder<unknown>) =>
  sql<SqlBool>`exists (select 1 from counted where counted.id = response.id and ${condition})`

/** Uses what each row was last counted as, which is stored on the same machine. */
export const votingAsCounted: Voting = {
  counts: isCountedAs(sql`counted.counts_as > 0`),
  countsAsVerified: sql<0 | 1>`case when ${isCountedAs(sql`counted.counts_as = 2`)} then 1 else 0 end`,
}
