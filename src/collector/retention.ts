import { type ClockLook, earliestNow } from './judge-clock.ts'
import { triggerLife } from './respondent-memory.ts'
import type { Store } from './store/store.ts'

/** How long things are kept, in days from when they were received; null: until somebody erases them. */
export interface Retention {
  responseDays: number | null
  emailDays: number | null
  /** What the team did. @default for ever */
  auditDays?: number | null
}

const day = 24 * 60 * 60 * 1000

/** Longer than any browser holds an answer, which is 30 days. */
const erasedDays = 60

/** Responses at a time: while they are let go, new ones wait. */
const atOnce = 200

export interface Applied {
  /** Responses that were erased or lost their address. */
  changed: number
  /** Why nothing was let go: the clock is doubted; null where it is believed. */
  doubt: ClockLook | null
}

/** Lets go of all that has been kept long enough; of nothing where the clock is doubted, since nothing brings it back. */
export async function applyRetention(
  store: Pick<Store, 'expire' | 'lookAtClock'>,
  { responseDays, emailDays, auditDays = null }: Retention,
  now: number,
): Promise<Applied> {
  const look = await store.lookAtClock(now)
  if (look.doubtedSince !== null) return { changed: 0, doubt: look }
  const before = (days: number | null) => (days === null ? null : now - days * day)
  const expiry = {
    responses: before(responseDays),
    emails: before(emailDays),
    erased: now - erasedDays * day,
    triggers: now - triggerLife,
    audit: before(auditDays),
    now,
    limit: atOnce,
  }
  for (let total = 0; ; ) {
    const changed = await store.expire(expiry)
    total += changed
    if (changed === 0) return { changed: total, doubt: null }
  }
}

/** What the operator is told of a clock that is doubted. */
export function doubtInWords({ trustedAt, doubtedAt }: ClockLook): string {
  const at = new Date(doubtedAt ?? trustedAt).toISOString()
  if (doubtedAt === null || doubtedAt < earliestNow) {
    return `The clock says ${at}, which cannot be: nothing is stored, and nothing past its retention is erased, until it is put right.`
  }
  return `The clock says ${at}, and when it was last believed it said ${new Date(trustedAt).toISOString()}. In case it is wrong, nothing past its retention is erased until it has gone on without another step for 30 days; if it is wrong, put it right.`
}
