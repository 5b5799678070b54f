import { type CreateTableBuilder, type Kysely, type RawBuilder, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { ResponseRecord } from '../../protocol/response.ts'
import { implausibleTiming } from '../implausible-timing.ts'
import { leaveToFill } from './fills.ts'
import { personKeys } from './person.ts'
import { countColumns, keyColumns } from './rollup-rows.ts'
import { knowStored } from './surveys.ts'
import type { Tables } from './tables.ts'

/** What a database needs told. */
export interface MigrationSettings extends ColumnTypes {
  /** The schema of the tables, where there are several: another may hold another collector's. */
  schema?: string | undefined
}

/** How a database spells what the tables are made of. */
interface ColumnTypes {
  /** Text that is compared by its code points, whatever language the server speaks. */
  text: 'text' | RawBuilder<unknown>
}

/** Run in the order of their names, each once. A published one never changes. */
const migrationsWith = ({ text }: ColumnTypes): Record<string, Migration> => ({
  '0001-responses': {
    async up(db) {
      await db.schema
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
        .addColumn('record', text, column => column.notNull())
        .execute()
      // Everything that counting reads, so that it never touches the rows themselves.
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
        .columns(['kind', 'state', 'score'])
        .execute()
      await db.schema
        .createIndex('response_reasons')
        .on('response')
        .columns(['site', 'survey', 'kind', 'given_at', 'id'])
        .where(sql.ref('reason'), 'is not', null)
        .execute()
    },
  },
  '0002-people': {
    async up(db) {
      for (const column of ['respondent', 'visitor', 'email', 'implausible']) {
        await db.schema.alterTable('response').addColumn(column, text).execute()
      }
      await fillPeople(db)
      for (const column of ['respondent', 'visitor', 'email']) {
        await db.schema
          .createIndex(`response_${column}`)
          .on('response')
          .column(column)
          .where(sql.ref(column), 'is not', null)
          .execute()
      }
      await db.schema.createIndex('response_received').on('response').column('received_at').execute()
      await db.schema
        .createTable('erased')
        .addColumn('id', text, column => column.primaryKey())
        .addColumn('erased_at', 'bigint', column => column.notNull())
        .execute()
    },
  },
  '0003-signatures': {
    async up(db) {
      for (const column of ['respondent_verified', 'opted_out']) {
        await db.schema
          .alterTable('response')
          .addColumn(column, 'integer', definition => definition.notNull().defaultTo(0))
          .execute()
      }
      await db.schema
        .createIndex('response_known_respondent')
        .on('response')
        .columns(['site', 'respondent', 'given_at'])
        .where(sql.ref('respondent_verified'), '=', 1)
        .execute()
      await db.schema
        .createTable('next_visit')
        .addColumn('site', text, column => column.notNull())
        .addColumn('respondent', text, column => column.notNull())
        .addColumn('name', text, column => column.notNull())
        .addColumn('ref', text, column => column.notNull())
        .addColumn('at', 'bigint', column => column.notNull())
        .addColumn('properties', text, column => column.notNull())
        .addPrimaryKeyConstraint('next_visit_key', ['site', 'respondent', 'name', 'ref'])
        .execute()
      await db.schema.createIndex('next_visit_at').on('next_visit').column('at').execute()
    },
  },
  '0005-declared-surveys': {
    async up(db) {
      await db.schema
        .createTable('fill')
        .ifNotExists()
        .addColumn('name', text, column => column.primaryKey())
        .addColumn('after', text, column => column.notNull())
        .execute()
      await db.schema
        .createTable('known_survey')
        .ifNotExists()
        .addColumn('site', text, column => column.notNull())
        .addColumn('survey', text, column => column.notNull())
        .addColumn('declared', 'integer', column => column.notNull())
        .addPrimaryKeyConstraint('known_survey_key', ['site', 'survey'])
        .execute()
      await db.schema
        .createTable('undeclared')
        .ifNotExists()
        .addColumn('id', text, column => column.primaryKey())
        .addColumn('site', text, column => column.notNull())
        .addColumn('survey', text, column => column.notNull())
        .execute()
      await db.schema
        .createIndex('undeclared_survey')
        .ifNotExists()
        .on('undeclared')
        .columns(['site', 'survey'])
        .execute()
      await knowStored(db)
    },
  },
  '0006-rollup': {
    async up(db) {
      const numbers: ReadonlySet<string> = new Set(['day', 'test', 'self_selected', 'verified'])
      let table: CreateTableBuilder<string, string> = db.schema.createTable('rollup').ifNotExists()
      for (const column of keyColumns) {
        table = table.addColumn(column, numbers.has(column) ? 'integer' : text, definition =>
          definition.notNull(),
        )
      }
      table = table.addColumn('shard', 'integer', column => column.notNull())
      for (const column of countColumns) table = table.addColumn(column, 'bigint', one => one.notNull())
      await table.addPrimaryKeyConstraint('rollup_key', [...keyColumns, 'shard']).execute()
      const first = await db.selectFrom('response').select('id').limit(1).executeTakeFirst()
      if (first) await leaveToFill(db, 'rollup')
    },
  },
})

/** Fills what 0002 adds, a page at a time. */
async function fillPeople(db: Kysely<Tables>): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('response')
      .select(['id', 'record'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(1000)
      .execute()
    for (const { id, record } of rows) {
      // It has passed the schema when it was stored.
      const stored: ResponseRecord = JSON.parse(record)
      const found = { ...personKeys(stored), implausible: implausibleTiming(stored) }
      if (Object.values(found).every(value => value === null)) continue
      await db.updateTable('response').set(found).where('id', '=', id).execute()
    }
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.id
  }
}

/** Brings the tables up to date. Throws if a newer version has written them. */
export async function migrate<Tables>(
  db: Kysely<Tables>,
  { schema, ...types }: MigrationSettings,
): Promise<void> {
  const migrations = migrationsWith(types)
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    ...(schema === undefined ? {} : { migrationTableSchema: schema }),
  })
  const { error } = await migrator.migrateToLatest()
  if (error instanceof Error && error.message.startsWith('corrupted migrations')) {
    throw new Error('a newer version of howlikely has written it', { cause: error })
  }
  if (error) throw error
}
