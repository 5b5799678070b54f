import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { AuditKind, AuditLine, AuditParameters } from '../../report/api/audit.ts'
import { auditPage, isAuditKind } from '../../report/api/audit.ts'
import type { Actor } from '../actor.ts'
import { storable } from './person.ts'
import type { Tables } from './tables.ts'
import type { Transact } from './transact.ts'

/** Who did what to what, and when (milliseconds since 1970). */
export type AuditEntry = AuditLine

/** Longest kept name of the thing an action was done to, in characters; the rest is cut off. */
const longestOn = 200

let counted = 0

/**
 * An entry for the audit: `what` somebody did, `on` what, at `now`. Store it with `addAudit` in the transaction of the
 * change, or with `store.people.audit` if nothing else is stored. `on` names things of the team's own, such as a tag, a
 * survey or a member: never what a visitor wrote or who they are, because an entry outlives the answer.
 */
export function audited(
  actor: Pick<Actor, 'id' | 'name'>,
  what: AuditKind,
  on: string,
  now: number,
): AuditEntry {
  counted = (counted + 1) % 36 ** 6
  const at = Math.max(0, Math.floor(now))
  // Sorts by time, and within one instant by the order in this process; two collectors never make the same id.
  const id = [
    at.toString(36).padStart(9, '0'),
    counted.toString(36).padStart(6, '0'),
    randomBytes(4).toString('hex'),
  ]
  return { id: id.join('-'), at, person: actor.id, name: actor.name, what, on: shortened(on) }
}

const shortened = (on: string): string => {
  const characters = [...storable(on)]
  return characters.length > longestOn
    ? `${characters.slice(0, longestOn - 1).join('')}…`
    : characters.join('')
}

/** Stores an entry in the transaction `all`. */
export async function addAudit(
  all: Kysely<Tables>,
  { person, name, on, ...rest }: AuditEntry,
): Promise<void> {
  await all
    .insertInto('audit')
    .values({ ...rest, person, name, done_to: on })
    .execute()
}

/**
 * A transaction that also stores an audit entry for what it does, so that neither exists without the other.
 * @param isDone whether the result says that something was done
 * @default always
 */
export const noting =
  (
    transact: Transact,
    entry: AuditEntry | undefined,
    isDone: (result: unknown) => boolean = () => true,
  ): Transact =>
  action =>
    transact(async all => {
      const result = await action(all)
      if (entry && isDone(result)) await addAudit(all, entry)
      return result
    })

/** A page of the audit, newest first. */
export interface AuditList {
  entries: AuditEntry[]
  hasOlder: boolean
  people: { person: string; name: string }[]
}

export async function listAudit(
  db: Kysely<Tables>,
  { person, what, after }: AuditParameters,
): Promise<AuditList> {
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .$if(person !== undefined, query => query.where('person', '=', person ?? ''))
    .$if(what !== undefined, query => query.where('what', '=', what ?? ''))
    .$if(after !== undefined, query => query.where('id', '<', after ?? ''))
    .orderBy('id', 'desc')
    .limit(auditPage + 1)
    .execute()
  const entries = rows.slice(0, auditPage).flatMap(({ at, what: kind, done_to, ...row }) =>
    // No entry is of an unknown kind: opening a store that a later version wrote is refused.
    isAuditKind(kind) ? [{ ...row, at: Number(at), what: kind, on: done_to }] : [],
  )
  return { entries, hasOlder: rows.length > auditPage, people: await peopleIn(db) }
}

/** Everybody who did something, under the last name they had. */
async function peopleIn(db: Kysely<Tables>): Promise<AuditList['people']> {
  const last = db
    .selectFrom('audit')
    .select(eb => eb.fn.max('id').as('id'))
    .groupBy('person')
  return db
    .selectFrom('audit')
    .select(['person', 'name'])
    .where('id', 'in', last)
    .orderBy('name')
    .orderBy('person')
    .limit(mostPeople)
    .execute()
}

/** A longer list is no help in choosing. */
const mostPeople = 1000
