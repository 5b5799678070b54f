import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** Runs something wholly or not at all, and again if another collector came first. */
export type Transact = <Result>(action: (all: Kysely<Tables>) => Promise<Result>) => Promise<Result>

/** Another collector has stored one of these responses since we looked. */
export class Overtaken extends Error {
  override name = 'Overtaken'
}

/** Every collector may come first once; after that something else is wrong. */
const mostTries = 20

/** @param isOvertaken whether an error of the database means that another came first */
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
