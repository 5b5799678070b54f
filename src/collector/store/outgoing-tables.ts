import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { DestinationKind, MessageKind, SendProblem } from '../../report/api/alerts.ts'
import type { SchemaSteps } from './schema-steps.ts'
import type { Tables } from './tables.ts'

export interface ChangedBy {
  changed_at: number
  /** The actor's id, and their name at the time. */
  changed_by: string
  changed_name: string
}

/** A place that messages are sent to. */
export interface DestinationTable extends ChangedBy {
  id: string
  name: string
  kind: DestinationKind
  /** The URL of a hook, which lets anybody who knows it write there, or an e-mail address. */
  address: string
  /** '' if messages are not signed. */
  secret: string
  digest: 0 | 1
  zone: string
  /** Digests due before this are not sent. */
  digest_since: number
}

export interface RuleTable extends ChangedBy {
  id: string
  /** What it waits for and where it is told, JSON. */
  rule: string
}

/** A fallen score that a rule has reported: each fall is reported once. */
export interface FallTable {
  rule: string
  site: string
  survey: string
  kind: 'transactional' | 'relationship'
  since: number
}

/** A message on its way out, or sent already. */
export interface OutgoingTable {
  /** Its key: the same message exists once. */
  id: string
  destination: string
  kind: MessageKind
  /** What it says, JSON, without anything visitors wrote. */
  body: string
  /** The id of the response that it is about; '' if none. */
  about: string
  made_at: number
  tries: number
  /** When to try again. */
  next_at: number
  /** The destination's last status code. */
  status: number | null
  problem: SendProblem | null
  sent_at: number | null
  /** 1 while it waits to be sent. */
  is_open: 0 | 1
}

export async function addOutgoingTables(
  db: Kysely<Tables>,
  { addTable }: SchemaSteps,
  text: 'text' | RawBuilder<unknown>,
): Promise<void> {
  await addTable(
    db.schema
      .createTable('alert_destination')
      .addColumn('id', text, column => column.primaryKey())
      .addColumn('name', text, column => column.notNull())
      .addColumn('kind', text, column => column.notNull())
      .addColumn('address', text, column => column.notNull())
      .addColumn('secret', text, column => column.notNull())
      .addColumn('digest', 'integer', column => column.notNull())
      .addColumn('zone', text, column => column.notNull())
      .addColumn('digest_since', 'bigint', column => column.notNull())
      .addColumn('changed_at', 'bigint', column => column.notNull())
      .addColumn('changed_by', text, column => column.notNull())
      .addColumn('changed_name', text, column => column.notNull()),
  )
  await addTable(
    db.schema
      .createTable('alert_rule')
      .addColumn('id', text, column => column.primaryKey())
      .addColumn('rule', text, column => column.notNull())
      .addColumn('changed_at', 'bigint', column => column.notNull())
      .addColumn('changed_by', text, column => column.notNull())
      .addColumn('changed_name', text, column => column.notNull()),
  )
  await addTable(
    db.schema
      .createTable('alert_fall')
      .addColumn('rule', text, column => column.notNull())
      .addColumn('site', text, column => column.notNull())
      .addColumn('survey', text, column => column.notNull())
      .addColumn('kind', text, column => column.notNull())
      .addColumn('since', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('alert_fall_key', ['rule', 'site', 'survey', 'kind']),
  )
  await addTable(
    db.schema
      .createTable('outgoing')
      .addColumn('id', text, column => column.primaryKey())
      .addColumn('destination', text, column => column.notNull())
      .addColumn('kind', text, column => column.notNull())
      .addColumn('body', text, column => column.notNull())
      .addColumn('about', text, column => column.notNull())
      .addColumn('made_at', 'bigint', column => column.notNull())
      .addColumn('tries', 'integer', column => column.notNull())
      .addColumn('next_at', 'bigint', column => column.notNull())
      .addColumn('status', 'integer')
      .addColumn('problem', text)
      .addColumn('sent_at', 'bigint')
      .addColumn('is_open', 'integer', column => column.notNull()),
  )
  // The few that wait, in the order in which they go out.
  await db.schema
    .createIndex('outgoing_open')
    .ifNotExists()
    .on('outgoing')
    .columns(['destination', 'made_at', 'about', 'id'])
    .where(sql.ref('is_open'), '=', 1)
    .execute()
  await db.schema
    .createIndex('outgoing_made')
    .ifNotExists()
    .on('outgoing')
    .columns(['made_at', 'id'])
    .execute()
  await db.schema.createIndex('outgoing_about').ifNotExists().on('outgoing').column('about').execute()
}
