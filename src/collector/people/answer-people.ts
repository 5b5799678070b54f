import type { AuditAnswer, AuditParameters } from '../../report/api/audit.ts'
import type { MeAnswer, MembersAnswer } from '../../report/api/people.ts'
import { type Actor, operatorId } from '../actor.ts'
import type { PeopleStore } from '../store/people-store.ts'

/** Everybody who may sign in, and open invitations. */
export const answerMembers = (people: PeopleStore, now: number): Promise<MembersAnswer> => people.team(now)

/** Who is asking, and where else they are signed in. */
export async function answerMe(
  people: PeopleStore,
  { actor, session }: { actor: Actor; session: string | null },
  now: number,
): Promise<MeAnswer> {
  const isOperator = actor.id === operatorId
  const member = isOperator ? null : await people.memberOf(actor.id)
  const sessions = await people.sessionsOf(actor.id, now)
  return {
    ...actor,
    isOperator,
    hasPassword: (member?.password ?? null) !== null,
    sessions: sessions.map(listed => ({ ...listed, isThis: listed.id === session })),
  }
}

/** A page of the audit, newest first. */
export async function answerAudit(people: PeopleStore, query: AuditParameters): Promise<AuditAnswer> {
  const { entries, hasOlder, people: all } = await people.audits(query)
  return { entries, after: hasOlder ? (entries.at(-1)?.id ?? null) : null, people: all }
}
