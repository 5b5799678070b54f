import { type CreateTableBuilder, type Kysely, type RawBuilder, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { countsOtherwise } from './declare-segments.ts'
import { leaveToFill } from './fills.ts'
import { addFollowUpTables, addFollowUpValues } from './follow-up-tables.ts'
import { addMemberTables } from './member-tables.ts'
import { addNotAskedTable } from './not-asked.ts'
import { addOutgoingTables } from './outgoing-tables.ts'
import { countColumns, keyColumns } from './rollup-rows.ts'
import { schemaSteps } from './schema-steps.ts'
import { addSpreadTables } from './spread-tables.ts'
import { addSurveyNames } from './survey-names.ts'
import { knowStored } from './surveys.ts'
import { addTagTables } from './tag-tables.ts'
import { addTextTables, type TextIndex } from './text-index.ts'

/** What a migration needs to know about the database. */
export interface MigrationSettings extends ColumnTypes {
  /** The schema of the tables, if there are several: another one may hold another collector's. */
  schema?: string | undefined
}

/** How a database spells the column types and the text index. */
interface ColumnTypes {
  /** Text that is compared by code points, whatever the server's language. */
  text: 'text' | RawBuilder<unknown>
  /** How the database finds words. */
  textIndex: TextIndex
}

/**
 * Run in the order of their names, each once, all in one transaction: a store has all of them or none. Each step leaves
 * existing things alone, because versions before 0004 ran outside a transaction. Whatever takes long is left to fills.ts.
 */
const migrationsWith = ({ text, textIndex, schema }: MigrationSettings): Record<string, Migration> => ({
  '0001-responses': {
    async up(db) {
      const { addTable } = schemaSteps(db, schema)
      await addTable(
        db.schema
          .createTable('response')
          .addColumn('id', text, column => column.primaryKey())
          .addColumn('revision', 'bigint', column => column.notNull())
          .addColumn('site', text, column => column.notNull())
          .addColumn('survey', text, column => column.notNull())
          .addColumn('kind', text, column => column.notNull())
          .addColumn('state', text, column => column.notNull())
          .addColumn('test', 'integer', column => column.notNull())
          .addColumn('self_selected', 'integer', column => column.notNull())
          .addColumn('trigger_name', text, column => column.notNull())
          .addColumn('trigger_source', text, column => column.notNull())
          .addColumn('ref', text)
          .addColumn('verified', 'integer', column => column.notNull())
          .addColumn('standing', 'integer', column => column.notNull())
          .addColumn('score', 'integer')
          .addColumn('reason', text)
          .addColumn('locale', text, column => column.notNull())
          .addColumn('page_url', text)
          .addColumn('asked_at', 'bigint', column => column.notNull())
          .addColumn('scored_at', 'bigint')
          .addColumn('ended_at', 'bigint')
          .addColumn('given_at', 'bigint', column => column.notNull())
          .addColumn('received_at', 'bigint', column => column.notNull())
          .addColumn('record', text, column => column.notNull()),
      )
      // Everything that counting reads, so that it never touches the rows themselves.
      await db.schema
        .createIndex('response_tally')
        .ifNotExists()
        .on('response')
        .columns([
          'site',
          'survey',
          'trigger_name',
          'ref',
          'test',
          'self_selected',
          'standing',
          'given_at',
          'id',
        ])
        .columns(['kind', 'state', 'score'])
        .execute()
      await db.schema
        .createIndex('response_reasons')
        .ifNotExists()
        .on('response')
        .columns(['site', 'survey', 'kind', 'given_at', 'id'])
        .where(sql.ref('reason'), 'is not', null)
        .execute()
    },
  },
  '0002-people': {
    async up(db) {
      const { addTable, addColumn } = schemaSteps(db, schema)
      for (const column of ['respondent', 'visitor', 'email', 'implausible']) {
        await addColumn('response', column, text)
      }
      await addTable(tableOfFills(db, text))
      await leaveToFill(db, 'people')
      for (const column of ['respondent', 'visitor', 'email']) {
        await db.schema
          .createIndex(`response_${column}`)
          .ifNotExists()
          .on('response')
          .column(column)
          .where(sql.ref(column), 'is not', null)
          .execute()
      }
      await db.schema
        .createIndex('response_received')
        .ifNotExists()
        .on('response')
        .column('received_at')
        .execute()
      await addTable(
        db.schema
          .createTable('erased')
          .addColumn('id', text, column => column.primaryKey())
          .addColumn('erased_at', 'bigint', column => column.notNull()),
      )
    },
  },
  '0003-signatures': {
    async up(db) {
      const { addTable, addColumn } = schemaSteps(db, schema)
      for (const column of ['respondent_verified', 'opted_out']) {
        await addColumn('response', column, 'integer', 0)
      }
      await db.schema
        .createIndex('response_known_respondent')
        .ifNotExists()
        .on('response')
        .columns(['site', 'respondent', 'given_at'])
        .where(sql.ref('respondent_verified'), '=', 1)
        .execute()
      await addTable(
        db.schema
          .createTable('next_visit')
          .addColumn('site', text, column => column.notNull())
          .addColumn('respondent', text, column => column.notNull())
          .addColumn('name', text, column => column.notNull())
          .addColumn('ref', text, column => column.notNull())
          .addColumn('at', 'bigint', column => column.notNull())
          .addColumn('properties', text, column => column.notNull())
          .addPrimaryKeyConstraint('next_visit_key', ['site', 'respondent', 'name', 'ref']),
      )
      await db.schema.createIndex('next_visit_at').ifNotExists().on('next_visit').column('at').execute()
    },
  },
  '0004-fills': {
    async up(db) {
      await schemaSteps(db, schema).addTable(tableOfFills(db, text))
    },
  },
  '0005-subjects': {
    async up(db) {
      await schemaSteps(db, schema).addColumn('response', 'subject', text)
      // From here on keys have one spelling, and verified votes have a subject.
      await leaveToFill(db, 'people')
      await db.schema
        .createIndex('response_subject')
        .ifNotExists()
        .on('response')
        .columns(['site', 'subject', 'test', 'self_selected', 'standing', 'given_at', 'id'])
        .where(sql.ref('subject'), 'is not', null)
        .execute()
      await db.schema.dropIndex('response_tally').ifExists().execute()
      await db.schema
        .createIndex('response_tally')
        .on('response')
        .columns([
          'site',
          'survey',
          'trigger_name',
          'ref',
          'test',
          'self_selected',
          'standing',
          'given_at',
          'id',
        ])
        .columns(['kind', 'state', 'score', 'subject'])
        .execute()
    },
  },
  '0006-declared-surveys': {
    async up(db) {
      const { addTable } = schemaSteps(db, schema)
      await addTable(
        db.schema
          .createTable('known_survey')
          .addColumn('site', text, column => column.notNull())
          .addColumn('survey', text, column => column.notNull())
          .addColumn('declared', 'integer', column => column.notNull())
          .addPrimaryKeyConstraint('known_survey_key', ['site', 'survey']),
      )
      await addTable(
        db.schema
          .createTable('undeclared')
          .addColumn('id', text, column => column.primaryKey())
          .addColumn('site', text, column => column.notNull())
          .addColumn('survey', text, column => column.notNull()),
      )
      await db.schema
        .createIndex('undeclared_survey')
        .ifNotExists()
        .on('undeclared')
        .columns(['site', 'survey'])
        .execute()
      await knowStored(db)
    },
  },
  '0007-rollup': {
    async up(db) {
      const numbers: ReadonlySet<string> = new Set(['day', 'test', 'self_selected', 'verified'])
      let table: CreateTableBuilder<string, string> = db.schema.createTable('rollup')
      for (const column of keyColumns) {
        table = table.addColumn(column, numbers.has(column) ? 'integer' : text, definition =>
          definition.notNull(),
        )
      }
      table = table.addColumn('shard', 'integer', column => column.notNull())
      for (const column of countColumns)
        table = table.addColumn(column, 'bigint', definition => definition.notNull())
      await schemaSteps(db, schema).addTable(
        table.addPrimaryKeyConstraint('rollup_key', [...keyColumns, 'shard']),
      )
      await leaveToFill(db, 'rollup')
    },
  },
  '0008-erasing': {
    async up(db) {
      await schemaSteps(db, schema).addTable(
        db.schema
          .createTable('clock_look')
          .addColumn('name', text, column => column.primaryKey())
          .addColumn('trusted_at', 'bigint', column => column.notNull())
          .addColumn('doubted_since', 'bigint')
          .addColumn('doubted_at', 'bigint'),
      )
      // Erasing an order, or old addresses, reads nothing else.
      await db.schema
        .createIndex('response_ref')
        .ifNotExists()
        .on('response')
        .column('ref')
        .where(sql.ref('ref'), 'is not', null)
        .execute()
      await db.schema
        .createIndex('response_email_received')
        .ifNotExists()
        .on('response')
        .column('received_at')
        .where(sql.ref('email'), 'is not', null)
        .execute()
    },
  },
  '0008-events': {
    async up(db) {
      await schemaSteps(db, schema).addTable(
        db.schema
          .createTable('event')
          .addColumn('id', text, column => column.primaryKey())
          .addColumn('site', text)
          .addColumn('survey', text)
          .addColumn('day', text, column => column.notNull())
          .addColumn('name', text, column => column.notNull()),
      )
    },
  },
  '0008-goals': {
    async up(db) {
      const { addTable } = schemaSteps(db, schema)
      await addTable(
        db.schema
          .createTable('goal')
          .addColumn('id', text, column => column.primaryKey())
          .addColumn('site', text, column => column.notNull())
          .addColumn('survey', text, column => column.notNull())
          .addColumn('kind', text, column => column.notNull())
          .addColumn('segment', text)
          .addColumn('value', text)
          .addColumn('goal', 'integer', column => column.notNull()),
      )
      await addTable(
        db.schema
          .createTable('reference_line')
          .addColumn('id', text, column => column.primaryKey())
          .addColumn('site', text)
          .addColumn('survey', text)
          .addColumn('name', text, column => column.notNull())
          .addColumn('value', 'integer', column => column.notNull())
          .addColumn('source', text, column => column.notNull()),
      )
    },
  },
  '0008-segments': {
    async up(db) {
      await schemaSteps(db, schema).addTable(
        db.schema.createTable('counted_segment').addColumn('segment', text, column => column.primaryKey()),
      )
      // A period's answers, newest first.
      await db.schema
        .createIndex('response_given')
        .ifNotExists()
        .on('response')
        .columns(['given_at', 'id'])
        .execute()
      await leaveToFill(db, 'rollup')
      await sql`delete from rollup`.execute(db)
    },
  },
  '0009-words-and-tags': {
    async up(db) {
      const steps = schemaSteps(db, schema)
      await addTextTables(db, steps, { text, textIndex })
      await addTagTables(db, steps, text)
      await leaveToFill(db, 'texts')
      await steps.addColumn('response', 'segmented', 'integer', 0)
      for (const column of segmentColumns) await steps.addColumn('response', column, text)
      await leaveToFill(db, 'segments')
    },
  },
  '0010-not-asked': { up: db => addNotAskedTable(db, schemaSteps(db, schema), text) },
  '0010-survey-names': { up: db => addSurveyNames(db, schemaSteps(db, schema), text) },
  '0011-segments-together': {
    async up(db) {
      if (!(await countsOtherwise(db))) return
      await leaveToFill(db, 'rollup')
      await sql`delete from rollup`.execute(db)
    },
  },
  '0012-follow-up': { up: db => addFollowUpTables(db, schemaSteps(db, schema), text) },
  '0013-members': { up: db => addMemberTables(db, schemaSteps(db, schema), text) },
  '0014-outgoing': { up: db => addOutgoingTables(db, schemaSteps(db, schema), text) },
  '0016-spread': { up: db => addSpreadTables(db, schemaSteps(db, schema), text) },
  '0017-follow-up-values': { up: db => addFollowUpValues(db, schemaSteps(db, schema), text) },
})

const segmentColumns = [
  'device',
  'product',
  'department',
  'team',
  'agent',
  'value_band',
  'load_band',
] as const

/** Fills that are still open, and how far each has come. */
function tableOfFills(db: Kysely<unknown>, text: ColumnTypes['text']) {
  return db.schema
    .createTable('fill')
    .addColumn('name', text, column => column.primaryKey())
    .addColumn('after', text, column => column.notNull())
}

/**
 * Brings the tables up to date: all at once, or not at all. Throws if a newer version has written them.
 * @param last the last migration to run
 * @default the newest
 */
export async function migrate<Tables>(
  db: Kysely<Tables>,
  settings: MigrationSettings,
  last?: string,
): Promise<void> {
  const { schema } = settings
  const migrations = Object.entries(migrationsWith(settings))
  const wanted = Object.fromEntries(migrations.filter(([name]) => last === undefined || name <= last))
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => wanted },
    // Otherwise they are ordered by when each ran, and after a clock was set back they look like a newer version's.
    allowUnorderedMigrations: true,
    ...(schema === undefined ? {} : { migrationTableSchema: schema }),
  })
  const { error } = await migrator.migrateToLatest()
  if (error instanceof Error && error.message.startsWith('corrupted migrations')) {
    throw new Error('a newer version of howlikely has written it', { cause: error })
  }
  if (error) throw error
}
