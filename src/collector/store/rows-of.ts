import { type RawBuilder, sql } from 'kysely'

/** A row as a list of what its columns hold. */
export type PlainRow = readonly (string | number | null)[]

/**
 * Rows as a table of one column, `value`, of which `value ->> 0` is the first column, as text in PostgreSQL. They go as one
 * parameter: a statement of so many values as there are rows takes longer to build than to run.
 */
export type RowsOf = (rows: readonly PlainRow[]) => RawBuilder<unknown>

export const sqliteRowsOf: RowsOf = rows => sql`json_each(${JSON.stringify(rows)})`

export const postgresRowsOf: RowsOf = rows => sql`json_array_elements(cast(${JSON.stringify(rows)} as json))`
