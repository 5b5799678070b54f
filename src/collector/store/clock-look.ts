import type { Kysely } from 'kysely'
import { type ClockLook, judgeClock } from '../judge-clock.ts'
import type { Tables } from './tables.ts'

/** The only row: what is remembered about the clock that retention goes by; see {@link ClockLook}. */
export interface ClockLookTable {
  name: 'retention'
  trusted_at: number
  doubted_since: number | null
  doubted_at: number | null
}

/**
 * Judges the clock by the previous looks and remembers this one. If there was none, the newest response says when the clock
 * was last right.
 */
export async function lookAtClock(all: Kysely<Tables>, now: number): Promise<ClockLook> {
  const look = judgeClock(await lastLook(all), now)
  const row = { trusted_at: look.trustedAt, doubted_since: look.doubtedSince, doubted_at: look.doubtedAt }
  await all
    .insertInto('clock_look')
    .values({ name: 'retention', ...row })
    .onConflict(conflict => conflict.column('name').doUpdateSet(row))
    .execute()
  return look
}

async function lastLook(all: Kysely<Tables>): Promise<ClockLook | null> {
  const row = await all.selectFrom('clock_look').selectAll().executeTakeFirst()
  if (row) {
    return {
      trustedAt: Number(row.trusted_at),
      doubtedSince: row.doubted_since === null ? null : Number(row.doubted_since),
      doubtedAt: row.doubted_at === null ? null : Number(row.doubted_at),
    }
  }
  const newest = await all
    .selectFrom('response')
    .select('received_at')
    .orderBy('received_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return newest ? { trustedAt: Number(newest.received_at), doubtedSince: null, doubtedAt: null } : null
}
