import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** Responses of surveys that nobody has declared are stored, and counted as one number only. */
export interface UndeclaredTable {
  id: string
  site: string
  survey: string
}

/** Whether a row of `response`, under that name, is of a declared survey. */
export const isDeclaredIn = (response: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`not exists (select 1 from undeclared where undeclared.id = ${sql.ref(`${response}.id`)})`

export const isDeclared = isDeclaredIn('response')
