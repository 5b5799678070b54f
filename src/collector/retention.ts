import { triggerLife } from './respondent-memory.ts'
import type { Store } from './store/store.ts'

/** How long things are kept, in days from when they were received; null: until somebody erases them. */
export interface Retention {
  responseDays: number | null
  emailDays: number | null
}

const day = 24 * 60 * 60 * 1000

/** Longer than any browser holds an answer, which is 30 days. */
const erasedDays = 60

/** Responses at a time: while they are let go, new ones wait. */
const atOnce = 500

/** Lets go of all that has been kept long enough. How many responses were erased or lost their address. */
export async function applyRetention(
  store: Pick<Store, 'expire'>,
  { responseDays, emailDays }: Retention,
  now: number,
): Promise<number> {
  const before = (days: number | null) => (days === null ? null : now - days * day)
  const expiry = {
    responses: before(responseDays),
    emails: before(emailDays),
    erased: now - erasedDays * day,
    triggers: now - triggerLife,
    now,
    limit: atOnce,
  }
  let total = 0
  for (;;) {
    const changed = await store.expire(expiry)
    total += changed
    if (changed === 0) return total
  }
}
