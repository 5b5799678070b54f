import type { Kysely } from 'kysely'
import {
  type FollowUp,
  type FollowUpChanged,
  type FollowUpState,
  type FollowUpStep,
  noFollowUp,
  type TeamMember,
} from '../../report/api/follow-up.ts'
import type { FollowUpTable } from './follow-up-tables.ts'
import type { Tables } from './tables.ts'
import type { Transact } from './transact.ts'

export interface FollowUpChange {
  /** Each with the version that the change was based on. */
  answers: readonly { id: string; version: number }[]
  state?: FollowUpState | undefined
  owner?: TeamMember | null | undefined
  due?: string | null | undefined
  note?: string | undefined
  by: TeamMember
  /** Milliseconds since 1970. */
  now: number
}

/** The follow-ups of these responses, by response id. */
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
            // Not checked: written below, after it passed the schema.
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
 * Adds a step to each answer that hasn't changed since the version given; a step that is only a note is always added. All
 * in one transaction.
 */
export function followUp(
  transact: Transact,
  change: FollowUpChange,
  { lockRows }: { lockRows: boolean },
): Promise<FollowUpChanged> {
  const wanted = new Map(change.answers.map(({ id, version }) => [id, version]))
  const isNoteAlone = [change.state, change.owner, change.due].every(field => field === undefined)
  return transact(async all => {
    // Locked, so that nobody erases or changes them meanwhile.
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

/** Forgets how these responses were followed up. */
export async function forgetFollowUps(all: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  for (const table of ['follow_up', 'follow_up_step'] as const)
    await all
      .deleteFrom(table)
      .where('id', 'in', [...ids])
      .execute()
}

/** Sorted by name. */
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
