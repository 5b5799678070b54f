import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { SchemaSteps } from './schema-steps.ts'
import type { Tables } from './tables.ts'

/** One row if the database is distributed over several machines; none if it isn't. */
export interface SpreadTable {
  /** The extension that distributes it. */
  by: 'citus'
  /** Responses counted in an earlier round are no longer in the rollup. */
  round: number
}

/** A response that has arrived, changed or gone since it was last counted. Stored on the same machine as its response. */
export interface ToCountTable {
  id: string
  /** Identifies the last change: the follower deletes the row only if it has the mark it saw. */
  mark: string
  /** When the first change not counted yet was made, milliseconds since 1970. */
  since: number
  /** 1: alert those who wait for such an answer, if it counts. */
  tell: 0 | 1
}

/**
 * What a response was last counted as, so that it can be taken back when the response changes. Stored on the same machine
 * as its response.
 */
export interface CountedTable {
  id: string
  /** 0 nothing, 1 unverified, 2 verified. */
  counts_as: number
  /** The round in which it was counted. */
  round: number
  /** What it adds to the rollup if it counts, JSON. */
  entry: string
  /** The groups that it votes in, JSON: kinds and keys. */
  votes_in: string
}

/**
 * One row for each group that a response votes in. Stored on the same machine as the rest of its group, so that one machine
 * can say who is first.
 */
export interface VoteTable {
  /** A hash, so that no ref or subject can be read here. */
  group_key: string
  id: string
  survey: string
  standing: number
  given_at: number
}

export interface SpreadTables {
  spread: SpreadTable
  to_count: ToCountTable
  counted: CountedTable
  vote: VoteTable
}

/** Every database has them; on one machine they stay empty. */
export async function addSpreadTables(
  db: Kysely<Tables>,
  { addTable }: SchemaSteps,
  text: 'text' | RawBuilder<unknown>,
): Promise<void> {
  await addTable(
    db.schema
      .createTable('spread')
      .addColumn('by', text, column => column.primaryKey())
      .addColumn('round', 'bigint', column => column.notNull()),
  )
  await addTable(
    db.schema
      .createTable('to_count')
      .addColumn('id', text, column => column.primaryKey())
      .addColumn('mark', text, column => column.notNull())
      .addColumn('since', 'bigint', column => column.notNull())
      .addColumn('tell', 'integer', column => column.notNull()),
  )
  await db.schema
    .createIndex('to_count_since')
    .ifNotExists()
    .on('to_count')
    .columns(['since', 'id'])
    .execute()
  await addTable(
    db.schema
      .createTable('counted')
      .addColumn('id', text, column => column.primaryKey())
      .addColumn('counts_as', 'integer', column => column.notNull())
      .addColumn('round', 'bigint', column => column.notNull())
      .addColumn('entry', text, column => column.notNull())
      .addColumn('votes_in', text, column => column.notNull()),
  )
  await addTable(
    db.schema
      .createTable('vote')
      .addColumn('group_key', text, column => column.notNull())
      .addColumn('id', text, column => column.notNull())
      .addColumn('survey', text, column => column.notNull())
      .addColumn('standing', 'integer', column => column.notNull())
      .addColumn('given_at', 'bigint', column => column.notNull())
      .addPrimaryKeyConstraint('vote_key', ['group_key', 'id']),
  )
  await db.schema
    .createIndex('vote_standing')
    .ifNotExists()
    .on('vote')
    .columns(['group_key', 'standing', 'given_at', 'id', 'survey'])
    .execute()
}

/** Whether a PostgreSQL database is distributed over several machines. One of an earlier version is not. */
export async function isSpread(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('spread') is not null as there`.execute(
    db,
  )
  if (!rows[0]?.there) return false
  return (await db.selectFrom('spread').select('by').executeTakeFirst()) !== undefined
}
