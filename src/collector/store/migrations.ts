import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { ResponseRecord } from '../../protocol/response.ts'
import { implausibleTiming } from '../implausible-timing.ts'
import { emailKey, personKeys, storedKey } from './person.ts'
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
  /** The calendar month of milliseconds since 1970, by UTC, such as "2026-05". */
  monthOf(milliseconds: RawBuilder<unknown>): RawBuilder<string>
  /** A text within a JSON text, by the names that lead to it. */
  textIn(json: RawBuilder<unknown>, path: readonly [string, string]): RawBuilder<string | null>
  /** Whether a text has only letters and digits of ASCII and the marks `_ . : / @ # -`, a hint that nothing is to be done to it. */
  isPlain(text: RawBuilder<unknown>): RawBuilder<SqlBool>
}

/** Run in the order of their names, each once. A published one never changes. */
const migrationsWith = ({ text, ...spelling }: ColumnTypes): Record<string, Migration> => ({
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
  '0004-subjects': {
    async up(db) {
      await db.schema.alterTable('response').addColumn('subject', text).execute()
      await respell(db, spelling)
      await fillSubjects(db, spelling)
      await db.schema
        .createIndex('response_subject')
        .on('response')
        .columns(['site', 'subject', 'test', 'self_selected', 'standing', 'given_at', 'id'])
        .where(sql.ref('subject'), 'is not', null)
        .execute()
      await db.schema.dropIndex('response_tally').execute()
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
})

type Spelling = Pick<ColumnTypes, 'monthOf' | 'textIn' | 'isPlain'>

/** Keys as 0004 has them, where an earlier version kept them as they came. Most are plain, and stay. */
async function respell(db: Kysely<Tables>, { isPlain }: Spelling): Promise<void> {
  for (const column of ['ref', 'respondent', 'visitor', 'email'] as const) {
    const found = await db
      .selectFrom('response')
      .select(['id', column])
      .where(column, 'is not', null)
      .where(eb =>
        eb.or([
          eb.not(isPlain(sql.ref(column))),
          sql<SqlBool>`trim(${sql.ref(column)}, '-0') = ''`,
          eb(sql`lower(${sql.ref(column)})`, 'in', placeholders),
        ]),
      )
      .execute()
    for (const row of found) {
      const kept = row[column]
      const key = column === 'email' ? emailKey(kept ?? '') : storedKey(kept)
      if (key === kept) continue
      await db
        .updateTable('response')
        .set({ [column]: key })
        .where('id', '=', row.id)
        .execute()
    }
  }
}

/** The plain ones among the texts that are no key. */
const placeholders = ['undefined', 'null', 'nan', 'none', 'nil', 'n/a', 'false', 'true']

/** What `subjectOf` gives new rows, for those that are there. */
async function fillSubjects(db: Kysely<Tables>, { monthOf, textIn }: Spelling): Promise<void> {
  const column = sql.ref
  const joined = (...fields: RawBuilder<unknown>[]) =>
    sql<string>`${sql.join(fields, sql` || ${sql.lit('\n')} || `)}`
  const orEmpty = (field: string) => sql`coalesce(${column(field)}, '')`
  const longestWay = sql.lit(31 * 24 * 60 * 60 * 1000)
  const given = sql`case when given_at > received_at - ${longestWay} then given_at else received_at - ${longestWay} end`
  await db
    .updateTable('response')
    .set({
      // A link without a ref was verified by its own signature, or by the respondent's.
      subject: sql<string | null>`case
        when trigger_source = 'link'
          and (ref is not null or ${textIn(column('record'), ['trigger', 'signature'])} is not null)
          then ${joined(sql.lit('link'), column('survey'), orEmpty('ref'), orEmpty('respondent'))}
        when ref is not null then ${joined(sql.lit('ref'), column('trigger_name'), column('ref'))}
        else ${joined(sql.lit('respondent'), column('survey'), column('respondent'), monthOf(given))} end`,
    })
    .where('verified', '=', 1)
    .execute()
}

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
