import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { FollowUpState } from '../../report/api/follow-up.ts'
import { leaveToFill } from './fills.ts'
import type { SchemaSteps } from './schema-steps.ts'
import type { Tables } from './tables.ts'

/** How far the follow-up of an answer has come: one row for each answer that somebody has taken up. */
export interface FollowUpTable {
  /** The response's id; later revisions of the response change nothing here. */
  id: string
  /** The number of its last step. */
  version: number
  state: FollowUpState
  owner: string | null
  owner_name: string | null
  /** A calendar day, such as 2026-05-01. */
  due: string | null
  /** When the visitor was first contacted, milliseconds since 1970. */
  contacted_at: number | null
}

/** The history of a follow-up, step by step. */
export interface FollowUpStepTable {
  id: string
  /** Counted from 1. */
  version: number
  /** Milliseconds since 1970, by the collector's clock. */
  at: number
  by_id: string
  by_name: string
  /** JSON: what was changed to what, and the note. */
  change: string
}

/** The name of the fill in follow-up-values.ts. */
export const followUpFill = 'follow-up'

export async function addFollowUpTables(
  db: Kysely<Tables>,
  { addTable }: SchemaSteps,
  text: 'text' | RawBuilder<unknown>,
): Promise<void> {
  await addTable(
    db.schema
      .createTable('follow_up')
      .addColumn('id', text, column => column.primaryKey())
      .addColumn('version', 'integer', column => column.notNull())
      .addColumn('state', text, column => column.notNull())
      .addColumn('owner', text)
      .addColumn('owner_name', text)
      .addColumn('due', text)
      .addColumn('contacted_at', 'bigint'),
  )
  await addTable(
    db.schema
      .createTable('follow_up_step')
      .addColumn('id', text, column => column.notNull())
      .addColumn('version', 'integer', column => column.notNull())
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('by_id', text, column => column.notNull())
      .addColumn('by_name', text, column => column.notNull())
      .addColumn('change', text, column => column.notNull())
      .addPrimaryKeyConstraint('follow_up_step_key', ['id', 'version']),
  )
  await db.schema.createIndex('follow_up_owner').ifNotExists().on('follow_up').column('owner').execute()
}

/** What the list of follow-ups is read by: reading a page costs the same however many answers there are. */
export async function addFollowUpValues(
  db: Kysely<Tables>,
  { addColumn }: SchemaSteps,
  text: 'text' | RawBuilder<unknown>,
): Promise<void> {
  await addColumn('response', 'worth', sql`double precision`)
  await addColumn('response', 'last_contact', text)
  await addColumn('response', 'may_contact', 'integer')
  await db.schema
    .createIndex('response_follow_up')
    .ifNotExists()
    .on('response')
    .columns(['worth desc', 'given_at', 'id', 'score'])
    .where(sql.ref('score'), 'is not', null)
    .where(sql.ref('test'), '=', sql.lit(0))
    .where(sql.ref('self_selected'), '=', sql.lit(0))
    .execute()
  // Few sites report it, so finding customers nobody has contacted for long reads only theirs.
  await db.schema
    .createIndex('response_last_contact')
    .ifNotExists()
    .on('response')
    .columns(['worth desc', 'given_at', 'id', 'last_contact'])
    .where(sql.ref('last_contact'), 'is not', null)
    .execute()
  await leaveToFill(db, followUpFill)
}
