import { type Kysely, sql } from 'kysely'
import type { Tables } from './tables.ts'

/**
 * Empties SQLite's write-ahead log after an erasure: erased data stays in it until everything is moved to its place and the
 * log starts over.
 */
export interface LogEmptier {
  /**
   * Resolves once the log is empty, or after a moment if somebody keeps reading from it: then it is retried in the
   * background until it is. Others may write meanwhile.
   */
  empty(): Promise<void>
  /** Whether the log may still hold something erased. */
  isOpen(): boolean
}

/**
 * Milliseconds between two tries while somebody waits, and the number of tries they wait for; after that, milliseconds
 * between tries in the background.
 */
const pause = 50
const pauses = 20
const pauseInBackground = 1000

/** @param timeout milliseconds that other statements wait for a lock */
export function createLogEmptier(db: Kysely<Tables>, timeout: number): LogEmptier {
  /** How many erasures have asked, and how many had when the log was last empty. */
  let asked = 0
  let done = 0
  let isTrying = false

  const attempt = async (): Promise<boolean> => {
    const before = asked
    const isEmpty = await db.connection().execute(async alone => {
      // No waiting at all: responses to be stored would queue up behind it.
      await sql`pragma busy_timeout = 0`.execute(alone)
      try {
        const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(alone)
        return rows[0]?.busy === 0
      } finally {
        await sql`pragma busy_timeout = ${sql.lit(timeout)}`.execute(alone)
      }
    })
    if (isEmpty) done = Math.max(done, before)
    return isEmpty
  }

  const goOn = async () => {
    if (isTrying) return
    isTrying = true
    try {
      while (done < asked) {
        await rest(pauseInBackground)
        await attempt()
      }
    } catch {
      // The database is closed, or cannot be written now; the next opening empties the log.
    } finally {
      isTrying = false
    }
  }

  return {
    async empty() {
      asked += 1
      for (let time = 0; time < pauses; time += 1) {
        if (await attempt()) return
        await rest(pause)
      }
      void goOn()
    },
    isOpen: () => done < asked,
  }
}

/** The timer keeps no thread alive. */
const rest = (milliseconds: number) =>
  new Promise<void>(resolve => {
    setTimeout(resolve, milliseconds).unref()
  })
