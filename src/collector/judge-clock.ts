/** What is remembered of the clock that retention goes by. Instants are milliseconds since 1970, by that clock. */
export interface ClockLook {
  /** When it was last believed. */
  trustedAt: number
  /** Since when it has been doubted, without a break; null: it is believed. */
  doubtedSince: number | null
  /** When it was last looked at in doubt. */
  doubtedAt: number | null
}

const day = 24 * 60 * 60 * 1000

/** Two looks are six hours apart; so far ahead a clock may be where the collector has not run for a while. */
export const longestAbsence = 7 * day

/** So far a clock may be set back: by whoever corrects it, or because another collector's is a little ahead. */
const longestStepBack = day

/** As long as a browser holds an answer. By then somebody has read the log, or the clock is right. */
export const doubtLasts = 30 * day

/**
 * No collector is older: a clock that says so is wrong, as after an empty battery, and what it stamps would be taken for
 * decades old once it is put right.
 */
export const earliestNow = Date.UTC(2026, 0, 1)

/**
 * Judges a clock by the last looks at it, so that nothing is erased by one that was set wrong: after a step of more than a week ahead,
 * or a day back, it is doubted until it has gone on without another for 30 days.
 * @param before null: nobody has looked yet
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

/** Whether a clock may have come from one instant to the other without having been set. */
const goesOn = (from: number, to: number): boolean =>
  to >= from - longestStepBack && to <= from + longestAbsence
