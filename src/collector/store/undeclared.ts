import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** Responses to undeclared surveys: they are stored, but only their total is counted. */
export interface UndeclaredTable {
  id: string
  site: string
  survey: string
}

/** Whether a row of `response`, under that alias, belongs to a declared survey. */
export const isDeclaredIn = (response: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`not exists (select 1 from undeclared where undeclared.id = ${sql.ref(`${response}.id`)})`

export const isDeclared = isDeclaredIn('response')
