import type { Kysely } from 'kysely'
import {
  type Member,
  memberKey,
  mostLinks,
  mostMembers,
  type OpenInvitation,
} from '../../report/api/people.ts'
import type { Role } from '../../report/api/roles.ts'
import { type AuditEntry, addAudit, noting } from './audit.ts'
import type { MemberLinkTable } from './member-tables.ts'
import { storable } from './person.ts'
import type { Tables } from './tables.ts'
import type { Transact } from './transact.ts'

/** Everybody who may sign in, and open invitations. */
export interface Team {
  members: Member[]
  invitations: OpenInvitation[]
}

/** What signing in needs to know about a member. */
export interface KnownMember {
  id: string
  name: string
  role: Role
  /** As people/password.ts writes it; null if none was set. */
  password: string | null
}

/** A link that still works, and whom it is for; null: somebody new. */
export interface OpenLink {
  id: string
  role: Role
  member: { id: string; name: string } | null
  note: string
}

export type MemberLink = MemberLinkTable

/** @param now leaves out what has ended by then */
export async function teamOf(db: Kysely<Tables>, now: number): Promise<Team> {
  const members = await db
    .selectFrom('member')
    .leftJoin('session', join =>
      join.onRef('session.member', '=', 'member.id').on('session.ends_at', '>', now),
    )
    .groupBy([
      'member.id',
      'member.name',
      'member.name_key',
      'member.role',
      'member.password',
      'member.joined_at',
    ])
    .select(['member.id', 'member.name', 'member.role', 'member.password', 'member.joined_at'])
    .select(eb => [eb.fn.count('session.id').as('sessions'), eb.fn.max('session.seen_at').as('seen')])
    .orderBy('member.name_key')
    .limit(mostMembers)
    .execute()
  const links = await db
    .selectFrom('member_link')
    .selectAll()
    .where('member', 'is', null)
    .where('ends_at', '>', now)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .limit(mostLinks)
    .execute()
  return {
    members: members.map(({ password, joined_at, sessions, seen, ...rest }) => ({
      ...rest,
      joined: Number(joined_at),
      // Kysely's types don't know that an aggregate over nothing is null.
      seen: (seen as unknown) === null ? null : Number(seen),
      sessions: Number(sessions),
      hasPassword: password !== null,
    })),
    invitations: links.map(({ id, role, note, made_by, made_at, ends_at }) => ({
      ...{ id, role, for: note, by: made_by, made: Number(made_at), ends: Number(ends_at) },
    })),
  }
}

const known = (db: Kysely<Tables>) => db.selectFrom('member').select(['id', 'name', 'role', 'password'])

/** The member who signs in by this name; null if there is none. */
export const memberNamed = async (db: Kysely<Tables>, name: string): Promise<KnownMember | null> =>
  (await known(db)
    .where('name_key', '=', storable(memberKey(name)))
    .executeTakeFirst()) ?? null

export const memberOf = async (db: Kysely<Tables>, id: string): Promise<KnownMember | null> =>
  (await known(db).where('id', '=', id).executeTakeFirst()) ?? null

/** Stores a link; false if there is no room for another, or no such member. */
export function makeLink(transact: Transact, link: MemberLink, entry: AuditEntry): Promise<boolean> {
  return noting(
    transact,
    entry,
    isTrue,
  )(async all => {
    const { open } = await all
      .selectFrom('member_link')
      .where('ends_at', '>', link.made_at)
      .select(eb => eb.fn.countAll().as('open'))
      .executeTakeFirstOrThrow()
    if (Number(open) >= mostLinks) return false
    if (link.member !== null && !(await memberOf(all, link.member))) return false
    await all
      .insertInto('member_link')
      .values({ ...link, note: storable(link.note) })
      .execute()
    return true
  })
}

/** The link of this id, if it still works. */
export async function linkOf(db: Kysely<Tables>, id: string, now: number): Promise<OpenLink | null> {
  const link = await db
    .selectFrom('member_link')
    .leftJoin('member', 'member.id', 'member_link.member')
    .select(['member_link.id', 'member_link.member', 'member_link.role', 'member_link.note', 'member.name'])
    .where('member_link.id', '=', id)
    .where('member_link.ends_at', '>', now)
    .executeTakeFirst()
  if (!link) return null
  const { member, name, ...rest } = link
  if (member === null) return { ...rest, member: null }
  // Removing a member removes their links, too.
  return name === null ? null : { ...rest, member: { id: member, name } }
}

/** Returns whether there was such an unused invitation. */
export function dropInvitation(transact: Transact, id: string, entry: AuditEntry): Promise<boolean> {
  return noting(transact, entry, isTrue)(all => isDropped(all, id))
}

async function isDropped(all: Kysely<Tables>, id: string): Promise<boolean> {
  const dropped = await all.deleteFrom('member_link').where('id', '=', id).executeTakeFirst()
  return dropped.numDeletedRows === 1n
}

/** Somebody about to become a member. */
export interface Joining {
  /** The invitation's id. */
  link: string
  id: string
  name: string
  password: string
  now: number
}

/** The outcome of joining: the new member's role, or why they did not join. */
export type Joined = { role: Role } | 'used' | 'taken' | 'full'

/** Makes the holder of an invitation a member and uses the invitation up; if it fails, the invitation stays open. */
export function join(
  transact: Transact,
  { link, id, name, password, now }: Joining,
  entry: AuditEntry,
): Promise<Joined> {
  return transact(async all => {
    const open = await linkOf(all, link, now)
    if (!open || open.member !== null) return 'used'
    const { count } = await all
      .selectFrom('member')
      .select(eb => eb.fn.countAll().as('count'))
      .executeTakeFirstOrThrow()
    if (Number(count) >= mostMembers) return 'full'
    const name_key = storable(memberKey(name))
    const { role } = open
    // If two people choose one name at the same moment, one of them finds it taken.
    const made = await all
      .insertInto('member')
      .values({ id, name: storable(name.trim()), name_key, role, password, joined_at: now })
      .onConflict(conflict => conflict.column('name_key').doNothing())
      .executeTakeFirst()
    if (made.numInsertedOrUpdatedRows !== 1n) return 'taken'
    // Somebody else has used it since we looked.
    if (!(await isDropped(all, link))) throw new UsedMeanwhile()
    await addAudit(all, entry)
    return { role }
  }).catch(error => {
    if (error instanceof UsedMeanwhile) return 'used'
    throw error
  })
}

/** Rolls the transaction back. */
class UsedMeanwhile extends Error {
  override name = 'UsedMeanwhile'
}

/**
 * Uses up a link that signs a member in. If a password is given, sets it and ends their other sessions. Returns the member;
 * null if the link has been used.
 */
export function followLink(
  transact: Transact,
  { link, password, now }: { link: string; password: string | null; now: number },
  entries: readonly AuditEntry[],
): Promise<KnownMember | null> {
  return transact(async all => {
    const open = await linkOf(all, link, now)
    if (!open?.member || !(await isDropped(all, link))) return null
    if (password !== null) await setPassword(all, open.member.id, password, null)
    for (const entry of entries) await addAudit(all, entry)
    return memberOf(all, open.member.id)
  })
}

async function setPassword(
  all: Kysely<Tables>,
  id: string,
  password: string,
  keptSession: string | null,
): Promise<boolean> {
  const changed = await all.updateTable('member').set({ password }).where('id', '=', id).executeTakeFirst()
  // Somebody who knew the old password may be in one of them.
  await all
    .deleteFrom('session')
    .where('member', '=', id)
    .$if(keptSession !== null, query => query.where('id', '<>', keptSession ?? ''))
    .execute()
  return changed.numUpdatedRows === 1n
}

/** Sets a member's password and ends all their sessions but this one. Returns whether there is such a member. */
export const changePassword = (
  transact: Transact,
  { id, password, session }: { id: string; password: string; session: string | null },
  entry: AuditEntry,
): Promise<boolean> => noting(transact, entry, isTrue)(all => setPassword(all, id, password, session))

/** The outcome of changing a member. */
export type Changed = 'changed' | 'unknown' | 'taken'

/** Gives a member another role or name, effective from their next request. */
export function changeMember(
  transact: Transact,
  { id, role, name }: { id: string; role?: Role | undefined; name?: string | undefined },
  entries: readonly AuditEntry[],
): Promise<Changed> {
  return transact(async all => {
    if (!(await memberOf(all, id))) return 'unknown'
    if (name !== undefined) {
      const name_key = storable(memberKey(name))
      const other = await all
        .selectFrom('member')
        .select('id')
        .where('name_key', '=', name_key)
        .executeTakeFirst()
      if (other && other.id !== id) return 'taken'
      await all
        .updateTable('member')
        .set({ name: storable(name.trim()), name_key })
        .where('id', '=', id)
        .execute()
    }
    if (role !== undefined) await all.updateTable('member').set({ role }).where('id', '=', id).execute()
    for (const entry of entries) await addAudit(all, entry)
    return 'changed'
  })
}

/** Removes a member with their sessions and links; returns whether there was one. */
export function removeMember(transact: Transact, id: string, entry: AuditEntry): Promise<boolean> {
  return noting(
    transact,
    entry,
    isTrue,
  )(async all => {
    await all.deleteFrom('session').where('member', '=', id).execute()
    await all.deleteFrom('member_link').where('member', '=', id).execute()
    const removed = await all.deleteFrom('member').where('id', '=', id).executeTakeFirst()
    return removed.numDeletedRows === 1n
  })
}

const isTrue = (result: unknown): boolean => result === true
