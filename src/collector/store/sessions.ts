import type { Kysely } from 'kysely'
import type { Role } from '../../report/api/roles.ts'
import { operatorActor, operatorId } from '../actor.ts'
import { type AuditEntry, noting } from './audit.ts'
import type { Tables } from './tables.ts'
import type { Transact } from './transact.ts'

/** A session that hasn't ended, with its member's current name and role. */
export interface LiveSession {
  id: string
  member: string
  name: string
  role: Role
}

export interface NewSession {
  /** The digest of its cookie. */
  id: string
  /** The id of a member or of the operator. */
  member: string
  now: number
  endsAt: number
}

/** One of somebody's sessions. Instants are milliseconds since 1970. */
export interface ListedSession {
  id: string
  begun: number
  seen: number
  ends: number
}

/** Milliseconds: "last seen" is no more precise than this, so that most page views write nothing. */
const seenStep = 5 * 60_000

/** Most sessions shown to somebody. */
const mostListed = 100

export async function beginSession(
  transact: Transact,
  { id, member, now, endsAt }: NewSession,
  entry: AuditEntry,
): Promise<void> {
  await noting(
    transact,
    entry,
  )(all =>
    all.insertInto('session').values({ id, member, begun_at: now, seen_at: now, ends_at: endsAt }).execute(),
  )
}

/** The session with one of these ids, if it hasn't ended and its member still exists. */
export async function sessionOf(
  db: Kysely<Tables>,
  { ids, now }: { ids: readonly string[]; now: number },
): Promise<LiveSession | null> {
  const found = await db
    .selectFrom('session')
    .leftJoin('member', 'member.id', 'session.member')
    .select(['session.id', 'session.member', 'session.seen_at', 'member.name', 'member.role'])
    .where('session.id', 'in', [...ids])
    .where('session.ends_at', '>', now)
    .executeTakeFirst()
  if (!found) return null
  const { id, member, seen_at } = found
  const who = member === operatorId ? operatorActor : found
  if (who.name === null || who.role === null) return null
  if (Number(seen_at) + seenStep <= now)
    await db.updateTable('session').set({ seen_at: now }).where('id', '=', id).execute()
  return { id, member, name: who.name, role: who.role }
}

/** Newest first. */
export async function sessionsOf(db: Kysely<Tables>, member: string, now: number): Promise<ListedSession[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'begun_at', 'seen_at', 'ends_at'])
    .where('member', '=', member)
    .where('ends_at', '>', now)
    .orderBy('begun_at', 'desc')
    .orderBy('id')
    .limit(mostListed)
    .execute()
  return rows.map(({ id, begun_at, seen_at, ends_at }) => ({
    ...{ id, begun: Number(begun_at), seen: Number(seen_at), ends: Number(ends_at) },
  }))
}

/** Ends one or all of somebody's sessions: their cookies stop working. Returns how many. */
export function endSessions(
  transact: Transact,
  { member, id }: { member: string; id?: string | undefined },
  entry: AuditEntry,
): Promise<number> {
  return noting(
    transact,
    entry,
    ended => ended !== 0,
  )(async all => {
    const ended = await all
      .deleteFrom('session')
      .where('member', '=', member)
      .$if(id !== undefined, query => query.where('id', '=', id ?? ''))
      .executeTakeFirst()
    return Number(ended.numDeletedRows)
  })
}
