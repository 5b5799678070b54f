import { type Kysely, sql } from 'kysely'
import type { Tables } from './tables.ts'

/** Empties SQLite's log of what was erased: it stands there, too, until all is moved to its place and the log begun anew. */
export interface LogEmptier {
  /**
   * Resolves once the log is empty, or after a moment in which somebody has gone on reading from it: then it is tried
   * again until it is. Others may write meanwhile.
   */
  empty(): Promise<void>
  /** Whether something that was erased may still stand in it. */
  isOpen(): boolean
}

/** Milliseconds between two tries while somebody waits, and how often they wait; then between two tries in the background. */
const pause = 50
const pauses = 20
const pauseInBackground = 1000

/** @param timeout milliseconds that other statements wait for a lock */
export function createLogEmptier(db: Kysely<Tables>, timeout: number): LogEmptier {
  /** Erasures that have asked, and that had when the log was last empty. */
  let asked = 0
  let done = 0
  let isTrying = false

  const attempt = async (): Promise<boolean> => {
    const before = asked
    const isEmpty = await db.connection().execute(async alone => {
      // Not a moment: whoever stores waits behind it.
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
      // It is closed, or cannot be written now; the next opening empties the log.
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

/** Keeps no thread from ending. */
const rest = (milliseconds: number) =>
  new Promise<void>(resolve => {
    setTimeout(resolve, milliseconds).unref()
  })
