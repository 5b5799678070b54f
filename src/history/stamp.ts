import type { Milliseconds } from '../time/milliseconds.ts'
import type { Stamp } from './history.ts'

/** A stamp for something that happens now, never older than the newest earlier one. */
export function createStamp(now: Milliseconds, earlier: readonly Stamp[]): Stamp {
  return noteStamp({ at: Math.max(now, ...earlier.map(({ at }) => at)), seen: null }, now)
}

/** Notes that a stamp was first seen to lie in the future; the same object if there is nothing to note. */
export function noteStamp(stamp: Stamp, now: Milliseconds): Stamp {
  return stamp.at > now && stamp.seen === null ? { ...stamp, seen: now } : stamp
}

/**
 * The instant from which a wait runs: the stamp itself, or, while that lies in the future, the instant at which this was
 * first seen.
 */
export function effectiveAt({ at, seen }: Stamp, now: Milliseconds): Milliseconds {
  return at > now ? (seen ?? now) : at
}
