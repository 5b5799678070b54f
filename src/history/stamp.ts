import type { Milliseconds } from '../time/milliseconds.ts'
import type { Stamp } from './history.ts'

/** A stamp for something that happens now: never older than the newest of the earlier ones. */
export function createStamp(now: Milliseconds, earlier: readonly Stamp[]): Stamp {
  return noteStamp({ at: Math.max(now, ...earlier.map(({ at }) => at)), seen: null }, now)
}

/** Notes that a stamp was first seen to lie in the future; the same object where there is nothing to note. */
export function noteStamp(stamp: Stamp, now: Milliseconds): Stamp {
  return stamp.at > now && stamp.seen === null ? { ...stamp, seen: now } : stamp
}

/**
 * The instant from which a wait runs: while the stamp lies in the future, the instant at which it was first seen so;
 * afterwards the stamp.
 */
export function effectiveAt({ at, seen }: Stamp, now: Milliseconds): Milliseconds {
  return at > now ? (seen ?? now) : at
}
