import { type RawBuilder, sql } from 'kysely'

/** A row as the list of its columns' values. */
export type PlainRow = readonly (string | number | null)[]

/**
 * Rows as a table with one column, `value`, whose first field is `value ->> 0`, as text in PostgreSQL. They are passed as
 * one parameter: a statement with a parameter per value takes longer to build than to run.
 */
export type RowsOf = (rows: readonly PlainRow[]) => RawBuilder<unknown>

export const sqliteRowsOf: RowsOf = rows => sql`json_each(${JSON.stringify(rows)})`

export const postgresRowsOf: RowsOf = rows => sql`json_array_elements(cast(${JSON.stringify(rows)} as json))`
