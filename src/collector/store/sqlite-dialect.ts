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

/** Kysely on Node's own SQLite. One connection, so no two transactions may be open at a time. */
export function sqliteDialect(database: DatabaseSync): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => createDriver(database),
    createIntrospector: db => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

/** Batches of each size are a statement of their own; the usual sizes stay prepared. */
const preparedStatements = 64

function createDriver(database: DatabaseSync): Driver {
  const prepared = new Map<string, StatementSync>()
  const prepare = (sql: string) => {
    const statement = prepared.get(sql) ?? database.prepare(sql)
    prepared.delete(sql)
    prepared.set(sql, statement)
    for (const oldest of prepared.keys()) {
      if (prepared.size <= preparedStatements) break
      prepared.delete(oldest)
    }
    return statement
  }

  const connection: DatabaseConnection = {
    async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      const statement = prepare(sql)
      // The tables hold text and numbers only, and node:sqlite refuses anything that it cannot store.
      const values = parameters as SQLInputValue[]
      if (statement.columns().length > 0) {
        // What the rows are is what the query's author says, as with every driver.
        return { rows: statement.all(...values) as Row[] }
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

  return {
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    beginTransaction: () => run('begin'),
    commitTransaction: () => run('commit'),
    rollbackTransaction: () => run('rollback'),
    destroy: async () => database.close(),
  }
}
