import { CompiledQuery, Kysely, PostgresDialect, type SqlBool, sql } from 'kysely'
import pg from 'pg'
import { keepFilling, keepFollowing } from './keep-filling.ts'
import { migrate } from './migrations.ts'
import { postgresRowsOf } from './rows-of.ts'
import { postgresScalar } from './segment-columns.ts'
import { isSpread } from './spread-tables.ts'
import { createSqlStore, type Engine } from './sql-store.ts'
import type { Store, UpdatedStore } from './store.ts'
import type { SurveyLimits } from './surveys.ts'
import type { Tables } from './tables.ts'
import { postgresTextsWith } from './text-index.ts'
import { assertMoveFinished } from './unfinished-move.ts'
import { votingAsCounted, votingByLook } from './which-counts.ts'

/** Where the database is, and how to connect to it. */
export interface PostgresSettings {
  /** `postgres://user:password@host:5432/database`, with `?sslmode=verify-full` for TLS. */
  url: string
  /** Most connections at a time. @default 10 */
  connections?: number
}

/** Milliseconds that opening a connection, and a statement, may take; after that the widget tries again later. */
const connectTimeout = 5_000
const statementTimeout = 30_000

/** Any number that no other program uses as a lock on the same database: the letters "howl". */
const migrationLock = 0x686f776c
const retentionLock = migrationLock + 1
const rollupLock = migrationLock + 2
const sendingLock = migrationLock + 3

const aloneLocks = { retention: retentionLock, sending: sendingLock } as const

/** Number of rows that count the same thing; each collector picks one of them at random. */
const shards = 16

/** The type of PostgreSQL's 64-bit integers, which `pg` returns as text; all of ours are below 2^53. */
const int8 = 20

const types: pg.CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === int8 && format !== 'binary' ? Number : pg.types.getTypeParser(type, format),
}

/**
 * The tables of a PostgreSQL database, up to date, created if they don't exist; every commit is on the server's disk before
 * it returns. Several collectors may start on one database at once.
 */
export async function openPostgres(settings: PostgresSettings): Promise<Kysely<Tables>> {
  const db = await openPostgresUnfinished(settings)
  try {
    await assertMoveFinished(db)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return db
}

/** The same, but also opens a database into which a move was cut off. */
export async function openPostgresUnfinished(settings: PostgresSettings): Promise<Kysely<Tables>> {
  const db = new Kysely<Tables>({ dialect: dialectOf(settings) })
  try {
    await migrateAlone(db)
  } catch (error) {
    await db.destroy()
    throw new Error(explain(error), { cause: error })
  }
  return db
}

/** The tables of a database as they are, for reading only. */
export function openPostgresToRead(settings: PostgresSettings): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: dialectOf(settings) })
}

function dialectOf({ url, connections = 10 }: PostgresSettings): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectTimeout,
    statement_timeout: statementTimeout,
    application_name: 'howlikely',
    keepAlive: true,
    types,
  })
  // If an idle connection breaks, the next query opens a new one.
  pool.on('error', () => {})
  // If one breaks between two statements of a transaction, the next statement fails; without a listener the error would end
  // the process.
  pool.on('connect', client => client.on('error', () => {}))
  return new PostgresDialect({
    pool,
    // With statements rather than start-up options, which poolers between us and the server refuse.
    async onCreateConnection(connection) {
      await connection.executeQuery(CompiledQuery.raw('set synchronous_commit to on'))
      // Compiling a statement each time takes longer than any of ours runs. A server without JIT has no such setting.
      await connection.executeQuery(
        CompiledQuery.raw("select set_config(name, 'off', false) from pg_settings where name = 'jit'"),
      )
    },
  })
}

/** One collector at a time, with a lock of our own: Kysely creates its tables before it takes its lock. */
async function migrateAlone(db: Kysely<Tables>): Promise<void> {
  await db.connection().execute(async alone => {
    await sql`set statement_timeout to 0`.execute(alone)
    await sql`select pg_advisory_lock(${sql.lit(migrationLock)})`.execute(alone)
    try {
      const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(alone)
      const [text, textIndex] = [sql`text collate "C"`, 'tsvector'] as const
      await migrate(alone, { text, textIndex, schema: rows[0]?.schema })
    } finally {
      await sql`select pg_advisory_unlock(${sql.lit(migrationLock)})`.execute(alone)
      await sql`set statement_timeout to ${sql.lit(statementTimeout)}`.execute(alone)
    }
  })
}

/**
 * A store in a PostgreSQL database that {@link openPostgres} has opened and that is on one machine. Other collectors may
 * use it at the same time.
 */
export function createPostgresStore(db: Kysely<Tables>, limits?: SurveyLimits): UpdatedStore {
  return createSqlStore(db, postgresEngine(db), limits)
}

/** A store in a PostgreSQL database that is distributed over several machines. */
export function createSpreadStore(db: Kysely<Tables>, limits?: SurveyLimits): UpdatedStore {
  return createSqlStore(db, spreadEngine(db), limits)
}

/** Opens whichever of the two kinds of store suits the database. */
export async function postgresStoreFor(db: Kysely<Tables>): Promise<UpdatedStore> {
  const isOnSeveral = await isSpread(db).catch(error => {
    throw new Error(explain(error), { cause: error })
  })
  return isOnSeveral ? createSpreadStore(db) : createPostgresStore(db)
}

/** The differences on a distributed database: statements about many rows become one statement per row. */
function spreadEngine(db: Kysely<Tables>): Engine {
  const engine = postgresEngine(db)
  return {
    ...engine,
    voting: votingAsCounted,
    async holdResponses(all, ids) {
      const held: string[] = []
      // Always in the same order, so that two collectors can't deadlock.
      for (const id of [...ids].sort()) {
        const row = await all
          .selectFrom('response')
          .select('id')
          .where('id', '=', id)
          .forUpdate()
          .executeTakeFirst()
        if (row) held.push(row.id)
      }
      return held
    },
    following: {
      holdCounting: engine.holdCounting,
      async tryCounting(all) {
        const { rows } = await sql<{ is_ours: boolean }>`
          select pg_try_advisory_xact_lock(${sql.lit(rollupLock)}) as is_ours`.execute(all)
        return rows[0]?.is_ours ?? false
      },
    },
  }
}

function postgresEngine(db: Kysely<Tables>): Engine {
  return {
    isShared: true,
    isInProcess: false,
    scalarIn: postgresScalar,
    textsWith: postgresTextsWith,
    voting: votingByLook,
    unsought: column => column,
    following: null,
    rowsOf: postgresRowsOf,
    shard: Math.floor(Math.random() * shards),
    async holdFill(all) {
      await sql`select pg_advisory_xact_lock_shared(${sql.lit(rollupLock)})`.execute(all)
    },
    async holdCounting(all) {
      await sql`select pg_advisory_xact_lock(${sql.lit(rollupLock)})`.execute(all)
    },
    async holdResponses(all, ids) {
      if (ids.length === 0) return []
      const rows = await all
        .selectFrom('response')
        .select('id')
        // One parameter: the statement is the same however many there are, and takes no time to build.
        .where(sql<SqlBool>`id = any(${[...ids]})`)
        // Always in the same order, so that two collectors can't deadlock.
        .orderBy('id')
        .forUpdate()
        .execute()
      return rows.map(({ id }) => id)
    },
    async holdGroups(all, groups) {
      if (groups.length === 0) return
      // Always in the same order, so that two collectors can't deadlock.
      await sql`
        with wanted as materialized (
          select distinct hashtextextended(value ->> 0, 0) as key
          from ${postgresRowsOf(groups.map(group => [group]))} order by 1)
        select pg_advisory_xact_lock(key) from wanted`.execute(all)
    },
    isRowAtFault: error => rowFaults.includes(sqlState(error).slice(0, 2)),
    // A deadlock, which the server resolves by failing one of the two.
    isOvertaken: error => sqlState(error) === '40P01',
    explain,
    async check() {
      const { rows } = await sql<{ refuses: boolean }>`
        select pg_is_in_recovery() or current_setting('transaction_read_only')::bool as refuses`.execute(db)
      if (rows[0]?.refuses) throw new Error('the database cannot be written: it is read-only')
    },
    erasing: action => action(),
    // The server manages its log by its own rules.
    logHoldsErased: () => false,
    // The first of several collectors to ask does it; if that one dies, its lock is released with its connection.
    alone: (task, action) =>
      db.connection().execute(async holder => {
        const { rows } = await sql<{ is_ours: boolean }>`
          select pg_try_advisory_lock(${sql.lit(aloneLocks[task])}) as is_ours`.execute(holder)
        if (!rows[0]?.is_ours) return null
        try {
          return await action()
        } finally {
          await sql`select pg_advisory_unlock(${sql.lit(aloneLocks[task])})`.execute(holder)
        }
      }),
  }
}

/** Opens a store in a PostgreSQL database. If that fails, rejects with the end of a sentence for the operator. */
export async function openPostgresStore(settings: PostgresSettings): Promise<Store> {
  const db = await openPostgres(settings)
  const isOnSeveral = await isSpread(db)
  const store = isOnSeveral ? createSpreadStore(db) : createPostgresStore(db)
  const filling = isOnSeveral ? keepFollowing(store) : keepFilling(store)
  return {
    ...store,
    async declareSegments(segments) {
      await store.declareSegments(segments)
      filling.again()
    },
    async close() {
      await filling.stop()
      await store.close()
    },
  }
}

/** Classes of SQLSTATE that mean the row is at fault: data exception, integrity constraint, program limit. */
const rowFaults = ['22', '23', '54']

const explanations: Readonly<Record<string, string>> = {
  '25006': 'the database cannot be written: it is read-only',
  '28000': 'the server does not let this user in',
  '28P01': 'the password is wrong',
  '3D000': 'the server has no such database',
  '42501': 'the user may not do this in the database',
  '53100': 'the disk of the server is full',
  '53300': 'the server has no connection left',
  '57014': 'the server took too long',
  '57P01': 'the server is shutting down',
  '57P03': 'the server is starting',
  ECONNREFUSED: 'no server answers there',
  ECONNRESET: 'the server has closed the connection',
  ENOTFOUND: 'there is no host of that name',
  ETIMEDOUT: 'the server does not answer',
}

/** PostgreSQL's five-letter code, or the system's name for what went wrong with the connection. */
const sqlState = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

function explain(error: unknown): string {
  // If a name has several addresses, each has its own failure.
  const first = error instanceof AggregateError ? error.errors[0] : error
  return explanations[sqlState(first)] ?? (first instanceof Error ? first.message : String(first))
}
