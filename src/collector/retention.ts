import { type ClockLook, earliestNow } from './judge-clock.ts'
import { triggerLife } from './respondent-memory.ts'
import type { Store } from './store/store.ts'

/** How long data is kept, in days since it was received; null: until somebody erases it. */
export interface Retention {
  responseDays: number | null
  emailDays: number | null
  /** The audit. @default for ever */
  auditDays?: number | null
}

const day = 24 * 60 * 60 * 1000

/** Longer than any browser holds an answer, which is 30 days. */
const erasedDays = 60

/** Responses per batch; new ones wait while a batch is deleted. */
const atOnce = 200

export interface Applied {
  /** Number of responses that were erased or lost their address. */
  changed: number
  /** Set if the clock is doubted, and so nothing was deleted; null if it is trusted. */
  doubt: ClockLook | null
}

/** Deletes everything that has been kept long enough; nothing if the clock is doubted, since nothing would bring it back. */
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

/** The message to the operator about a doubted clock. */
export function doubtInWords({ trustedAt, doubtedAt }: ClockLook): string {
  const at = new Date(doubtedAt ?? trustedAt).toISOString()
  if (doubtedAt === null || doubtedAt < earliestNow) {
    return `The clock says ${at}, which cannot be: nothing is stored, and nothing past its retention is erased, until it is put right.`
  }
  return `The clock says ${at}, and when it was last believed it said ${new Date(trustedAt).toISOString()}. In case it is wrong, nothing past its retention is erased until it has gone on without another step for 30 days; if it is wrong, put it right.`
}
