import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'

/** Kysely on Node's own SQLite. There is one connection, used by one query or transaction at a time. */
export function sqliteDialect(database: DatabaseSync, { readOnly = false } = {}): Dialect {
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => createDriver(database, { readOnly }),
    createIntrospector: db => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

/** Kysely's own adapter says no, and then a migration that is cut off leaves half of its work behind. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** Batches of each size are statements of their own; the usual sizes stay prepared. */
const preparedStatements = 64

interface Prepared {
  statement: StatementSync
  hasRows: boolean
}

function prepareIn(database: DatabaseSync, sql: string): Prepared {
  const statement = database.prepare(sql)
  return { statement, hasRows: statement.columns().length > 0 }
}

/**
 * All rows, as `all` returns them. But a thread that runs out of memory can be ended between two steps of a loop in
 * JavaScript; inside `all` it can't, and takes the whole process down with it.
 */
function oneByOne(rows: Iterable<unknown>): unknown[] {
  const all: unknown[] = []
  for (const row of rows) all.push(row)
  return all
}

function createDriver(database: DatabaseSync, { readOnly }: { readOnly: boolean }): Driver {
  const prepared = new Map<string, Prepared>()
  const prepare = (sql: string): Prepared => {
    const found = prepared.get(sql) ?? prepareIn(database, sql)
    prepared.delete(sql)
    prepared.set(sql, found)
    for (const oldest of prepared.keys()) {
      if (prepared.size <= preparedStatements) break
      prepared.delete(oldest)
    }
    return found
  }

  const connection: DatabaseConnection = {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const { statement, hasRows } = prepare(sql)
      // The tables hold only text and numbers, and node:sqlite refuses anything it cannot store.
      const values = parameters as SQLInputValue[]
      if (hasRows) {
        const rows = readOnly ? oneByOne(statement.iterate(...values)) : statement.all(...values)
        // The author of the query says what the rows are, as with every driver.
        return { rows: rows as Row[] }
      }
      return { rows: [], numAffectedRows: BigInt(statement.run(...values).changes) }
    },
    streamQuery() {
      throw new Error('Streaming is not supported: nothing needs it.')
    },
  }
  const run = async (statement: string) => {
    await connection.executeQuery(CompiledQuery.raw(statement))
  }

  // Other queries must not become part of a transaction that may be rolled back.
  let free = Promise.resolve()
  let release = () => {}
  return {
    init: async () => {},
    async acquireConnection() {
      const turn = free
      let end = () => {}
      free = new Promise(resolve => {
        end = resolve
      })
      await turn
      release = end
      return connection
    },
    releaseConnection: async () => release(),
    // A transaction that reads first and then writes may find that another process wrote meanwhile, and fail.
    beginTransaction: () => run(readOnly ? 'begin' : 'begin immediate'),
    commitTransaction: () => run('commit'),
    // A full disk has already ended the transaction, and the error reported must be the full disk.
    rollbackTransaction: () =>
      run('rollback').catch((error: Error) => {
        if (!error.message.includes('no transaction is active')) throw error
      }),
    destroy: async () => database.close(),
  }
}
