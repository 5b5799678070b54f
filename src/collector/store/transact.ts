import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** Does something wholly or not at all, once more where another collector came first. */
export type Transact = <Result>(action: (all: Kysely<Tables>) => Promise<Result>) => Promise<Result>

/** Another collector has stored one of these responses since we looked. */
export class Overtaken extends Error {
  override name = 'Overtaken'
}

/** Each collector may be in front once; beyond that something else is wrong. */
const mostTries = 20

/** @param isOvertaken whether the database itself says that another came first */
export function createTransact(db: Kysely<Tables>, isOvertaken: (error: unknown) => boolean): Transact {
  return async action => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await db.transaction().execute(action)
      } catch (error) {
        const isWorthAgain = error instanceof Overtaken || isOvertaken(error)
        if (!isWorthAgain || tries === mostTries) throw error
      }
    }
  }
}
