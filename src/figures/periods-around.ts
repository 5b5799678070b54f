import { day } from '../time/duration.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import type { Period } from './periods.ts'

/** Two periods of equal length that meet at an event's day: it is the first day of the second. */
export interface PeriodsAround {
  before: Period
  after: Period
  /** Days in each, 1 or more. */
  days: number
}

/**
 * The periods to compare to see whether an event changed anything. If fewer than `days` have passed, both periods are as
 * long as what has passed, including today; null if the event's day is still to come.
 * @param start the midnight at which the event's day begins
 * @param days 1 or more
 * @param end the midnight at which today ends
 */
export function periodsAround(start: Milliseconds, days: number, end: Milliseconds): PeriodsAround | null {
  const passed = Math.min(days, Math.floor((end - start) / day))
  if (passed < 1) return null
  return {
    before: { start: start - passed * day, end: start },
    after: { start, end: start + passed * day },
    days: passed,
  }
}
