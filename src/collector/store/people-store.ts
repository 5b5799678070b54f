import type { Kysely } from 'kysely'
import type { AuditParameters } from '../../report/api/audit.ts'
import type { Role } from '../../report/api/roles.ts'
import { type AuditEntry, type AuditList, addAudit, listAudit } from './audit.ts'
import {
  type Changed,
  changeMember,
  changePassword,
  dropInvitation,
  followLink,
  type Joined,
  type Joining,
  join,
  type KnownMember,
  linkOf,
  type MemberLink,
  makeLink,
  memberNamed,
  memberOf,
  type OpenLink,
  removeMember,
  type Team,
  teamOf,
} from './members.ts'
import {
  beginSession,
  endSessions,
  type ListedSession,
  type LiveSession,
  type NewSession,
  sessionOf,
  sessionsOf,
} from './sessions.ts'
import type { Tables } from './tables.ts'
import type { Transact } from './transact.ts'

/**
 * Who may do what, who is signed in, and what they did. Every change takes its entry for the audit, which is stored if, and
 * only if, the change is made. `now` is in milliseconds since 1970.
 */
export interface PeopleStore {
  /** Everybody who may sign in, and open invitations. */
  team(now: number): Promise<Team>
  /** The member of this name; null if there is none. */
  memberNamed(name: string): Promise<KnownMember | null>
  memberOf(id: string): Promise<KnownMember | null>
  /** Stores a link that works once; false if there is no room, or no such member. */
  makeLink(link: MemberLink, entry: AuditEntry): Promise<boolean>
  /** The link of this id, if it still works; asking doesn't use it up. */
  linkOf(id: string, now: number): Promise<OpenLink | null>
  /** Returns whether there was such an invitation. */
  dropInvitation(id: string, entry: AuditEntry): Promise<boolean>
  /** Makes a member by an invitation, which is then used up. */
  join(joining: Joining, entry: AuditEntry): Promise<Joined>
  /** Uses a sign-in link. A password, if given, becomes the member's, and their other sessions end. */
  followLink(
    following: { link: string; password: string | null; now: number },
    entries: readonly AuditEntry[],
  ): Promise<KnownMember | null>
  changeMember(
    change: { id: string; role?: Role | undefined; name?: string | undefined },
    entries: readonly AuditEntry[],
  ): Promise<Changed>
  /** Sets a new password; all sessions of the member but this one end. */
  changePassword(
    change: { id: string; password: string; session: string | null },
    entry: AuditEntry,
  ): Promise<boolean>
  /** Removes a member with all sessions and links; returns whether there was one. */
  removeMember(id: string, entry: AuditEntry): Promise<boolean>
  beginSession(session: NewSession, entry: AuditEntry): Promise<void>
  /** The session with one of these ids, if it hasn't ended, with its member's current name and role. */
  sessionOf(asked: { ids: readonly string[]; now: number }): Promise<LiveSession | null>
  /** Newest first. */
  sessionsOf(member: string, now: number): Promise<ListedSession[]>
  /** Ends one or all of somebody's sessions. Returns how many. */
  endSessions(which: { member: string; id?: string | undefined }, entry: AuditEntry): Promise<number>
  /** Stores an entry about something that changes nothing in the store, or that goes on in batches. */
  audit(entry: AuditEntry): Promise<void>
  /** A page of the audit, newest first. */
  audits(query: AuditParameters): Promise<AuditList>
}

export function createPeopleStore(db: Kysely<Tables>, transact: Transact): PeopleStore {
  return {
    team: now => teamOf(db, now),
    memberNamed: name => memberNamed(db, name),
    memberOf: id => memberOf(db, id),
    makeLink: (link, entry) => makeLink(transact, link, entry),
    linkOf: (id, now) => linkOf(db, id, now),
    dropInvitation: (id, entry) => dropInvitation(transact, id, entry),
    join: (joining, entry) => join(transact, joining, entry),
    followLink: (following, entries) => followLink(transact, following, entries),
    changeMember: (change, entries) => changeMember(transact, change, entries),
    changePassword: (change, entry) => changePassword(transact, change, entry),
    removeMember: (id, entry) => removeMember(transact, id, entry),
    beginSession: (session, entry) => beginSession(transact, session, entry),
    sessionOf: asked => sessionOf(db, asked),
    sessionsOf: (member, now) => sessionsOf(db, member, now),
    endSessions: (which, entry) => endSessions(transact, which, entry),
    audit: entry => addAudit(db, entry),
    audits: query => listAudit(db, query),
  }
}

/** A method of {@link PeopleStore} and its arguments, on the way to wherever the store is. */
export type PeopleCall = {
  [Name in keyof PeopleStore]: { name: Name; given: Parameters<PeopleStore[Name]> }
}[keyof PeopleStore]

export type PeopleResult = Awaited<ReturnType<PeopleStore[keyof PeopleStore]>>

type AnyMethod = (...given: readonly unknown[]) => Promise<PeopleResult>

const methods: Readonly<Record<keyof PeopleStore, true>> = {
  team: true,
  memberNamed: true,
  memberOf: true,
  makeLink: true,
  linkOf: true,
  dropInvitation: true,
  join: true,
  followLink: true,
  changeMember: true,
  changePassword: true,
  removeMember: true,
  beginSession: true,
  sessionOf: true,
  sessionsOf: true,
  endSessions: true,
  audit: true,
  audits: true,
}

/** A PeopleStore that sends every call through `send`, which has to pass it to {@link callPeople} in the end. */
export function peopleStoreBy(send: (call: PeopleCall) => Promise<unknown>): PeopleStore {
  const sent = Object.keys(methods).map(name => [
    name,
    (...given: unknown[]) => send({ name, given } as unknown as PeopleCall),
  ])
  // Each has the name of a method and reaches that method.
  return Object.fromEntries(sent)
}

export function callPeople(people: PeopleStore, { name, given }: PeopleCall): Promise<PeopleResult> {
  // The call's type says that name and parameters belong to one method.
  const method = people[name] as AnyMethod
  return method(...given)
}
