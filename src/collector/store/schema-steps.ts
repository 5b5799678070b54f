import type { CreateTableBuilder, Kysely, RawBuilder } from 'kysely'
import type { Tables } from './tables.ts'

type ColumnType = 'text' | 'integer' | 'bigint' | RawBuilder<unknown>

/** Steps of a migration. Each leaves existing things alone: an earlier version may have left off half-way. */
export interface SchemaSteps {
  /** @throws if a table of that name lacks one of the columns: it is another program's */
  addTable(table: CreateTableBuilder<string, string>): Promise<void>
  /** @param filledWith the value for existing rows; without it the column may be null */
  addColumn(table: string, column: string, type: ColumnType, filledWith?: number): Promise<void>
}

/** @param schema the schema of the tables, if the database has several */
export function schemaSteps(db: Kysely<Tables>, schema: string | undefined): SchemaSteps {
  const columnsOf = async (table: string): Promise<readonly string[] | null> => {
    const tables = await db.introspection.getTables()
    const found = tables.find(
      candidate => candidate.name === table && (schema === undefined || candidate.schema === schema),
    )
    return found?.columns.map(({ name }) => name) ?? null
  }

  return {
    async addTable(table) {
      const node = table.toOperationNode()
      const name = node.table.table.identifier.name
      const found = await columnsOf(name)
      if (found === null) return table.execute()
      const missing = node.columns
        .map(({ column }) => column.column.name)
        .find(wanted => !found.includes(wanted))
      if (missing !== undefined) {
        throw new Error(`its table "${name}" is another program's: it has no column "${missing}"`)
      }
    },
    async addColumn(table, column, type, filledWith) {
      if ((await columnsOf(table))?.includes(column)) return
      await db.schema
        .alterTable(table)
        .addColumn(column, type, definition =>
          filledWith === undefined ? definition : definition.notNull().defaultTo(filledWith),
        )
        .execute()
    },
  }
}
