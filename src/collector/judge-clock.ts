/** What is remembered about the clock that retention goes by. Instants are milliseconds since 1970, by that clock. */
export interface ClockLook {
  /** When it was last trusted. */
  trustedAt: number
  /** Since when it has been doubted without interruption; null: it is trusted. */
  doubtedSince: number | null
  /** When it was last looked at while in doubt. */
  doubtedAt: number | null
}

const day = 24 * 60 * 60 * 1000

/**
 * The furthest a clock may have moved ahead since the last look. Looks are six hours apart, but the collector may not have
 * run for a while.
 */
export const longestAbsence = 7 * day

/** The furthest a clock may be set back: by somebody who corrects it, or because another collector's is a little ahead. */
const longestStepBack = day

/** As long as a browser holds an answer. By then somebody has read the log, or the clock is right. */
export const doubtLasts = 30 * day

/**
 * No collector is older than this. A clock that says so is wrong, for example after a battery ran out, and anything it
 * stamps would look decades old once it is put right.
 */
export const earliestNow = Date.UTC(2026, 0, 1)

/**
 * Judges a clock by the previous looks at it, so that one that was set wrong erases nothing: after a step of more than a
 * week ahead or a day back, it is doubted until it has run for 30 days without another.
 * @param before null: this is the first look
 */
export function judgeClock(before: ClockLook | null, now: number): ClockLook {
  if (before === null) {
    return now < earliestNow
      ? doubted(now, now, now)
      : { trustedAt: now, doubtedSince: null, doubtedAt: null }
  }
  const { trustedAt, doubtedSince, doubtedAt } = before
  if (now >= earliestNow && goesOn(trustedAt, now))
    return { trustedAt: now, doubtedSince: null, doubtedAt: null }
  if (now < earliestNow || doubtedSince === null || doubtedAt === null || !goesOn(doubtedAt, now)) {
    return doubted(trustedAt, now, now)
  }
  return now - doubtedSince >= doubtLasts
    ? { trustedAt: now, doubtedSince: null, doubtedAt: null }
    : doubted(trustedAt, doubtedSince, now)
}

const doubted = (trustedAt: number, doubtedSince: number, doubtedAt: number): ClockLook => ({
  trustedAt,
  doubtedSince,
  doubtedAt,
})

/** Whether a clock may have got from one instant to the other without having been set. */
const goesOn = (from: number, to: number): boolean =>
  to >= from - longestStepBack && to <= from + longestAbsence
