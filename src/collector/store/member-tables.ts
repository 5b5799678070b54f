import type { Kysely, RawBuilder } from 'kysely'
import type { Role } from '../../report/api/roles.ts'
import type { SchemaSteps } from './schema-steps.ts'
import type { Tables } from './tables.ts'

/** Somebody who may read the report, or do more. */
export interface MemberTable {
  id: string
  /** As it was written; no two members share a `name_key`. */
  name: string
  /** `memberKey` of the name, which they sign in with. */
  name_key: string
  role: Role
  /** As people/password.ts writes it; null if none was set. */
  password: string | null
  joined_at: number
}

/** A link that works once: it invites somebody new if `member` is null, else signs that member in. */
export interface MemberLinkTable {
  /** The digest of its code, so that reading the table gives nobody a working link. */
  id: string
  member: string | null
  role: Role
  /** Whom it is for, as noted by whoever made it. */
  note: string
  made_by: string
  made_at: number
  ends_at: number
}

/** Somebody signed in with one browser. */
export interface SessionTable {
  /** The digest of its cookie. */
  id: string
  /** The id of a member or of the operator. */
  member: string
  begun_at: number
  seen_at: number
  ends_at: number
}

/** Who did what and when. Rows are added and expire; they never change. */
export interface AuditTable {
  /** Sorts in the order in which entries were made. */
  id: string
  at: number
  person: string
  /** Their name at the time. */
  name: string
  what: string
  done_to: string
}

/** The part of {@link Tables} about people. */
export interface PeopleTables {
  member: MemberTable
  member_link: MemberLinkTable
  session: SessionTable
  audit: AuditTable
}

export async function addMemberTables(
  db: Kysely<Tables>,
  { addTable }: SchemaSteps,
  text: 'text' | RawBuilder<unknown>,
): Promise<void> {
  const { schema } = db
  await addTable(
    schema
      .createTable('member')
      .addColumn('id', text, column => column.primaryKey())
      .addColumn('name', text, column => column.notNull())
      .addColumn('name_key', text, column => column.notNull().unique())
      .addColumn('role', text, column => column.notNull())
      .addColumn('password', text)
      .addColumn('joined_at', 'bigint', column => column.notNull()),
  )
  await addTable(
    schema
      .createTable('member_link')
      .addColumn('id', text, column => column.primaryKey())
      .addColumn('member', text)
      .addColumn('role', text, column => column.notNull())
      .addColumn('note', text, column => column.notNull())
      .addColumn('made_by', text, column => column.notNull())
      .addColumn('made_at', 'bigint', column => column.notNull())
      .addColumn('ends_at', 'bigint', column => column.notNull()),
  )
  await addTable(
    schema
      .createTable('session')
      .addColumn('id', text, column => column.primaryKey())
      .addColumn('member', text, column => column.notNull())
      .addColumn('begun_at', 'bigint', column => column.notNull())
      .addColumn('seen_at', 'bigint', column => column.notNull())
      .addColumn('ends_at', 'bigint', column => column.notNull()),
  )
  await schema.createIndex('session_member').ifNotExists().on('session').column('member').execute()
  await addTable(
    schema
      .createTable('audit')
      .addColumn('id', text, column => column.primaryKey())
      .addColumn('at', 'bigint', column => column.notNull())
      .addColumn('person', text, column => column.notNull())
      .addColumn('name', text, column => column.notNull())
      .addColumn('what', text, column => column.notNull())
      .addColumn('done_to', text, column => column.notNull()),
  )
  await schema.createIndex('audit_person').ifNotExists().on('audit').columns(['person', 'id']).execute()
  await schema.createIndex('audit_what').ifNotExists().on('audit').columns(['what', 'id']).execute()
  await schema.createIndex('audit_at').ifNotExists().on('audit').column('at').execute()
}
