import type { Milliseconds } from './settings.ts'

/**
 * An instant that was written by the visitor's clock. It is never overwritten. `seen` is the instant at which it
 * was first seen to lie in the future, or null.
 */
export interface Stamp {
  at: Milliseconds
  seen: Milliseconds | null
}

/** 'open': shown, and not known to have ended; the rules take it for ignored. */
export type Outcome = 'open' | 'answered' | 'dismissed' | 'ignored'

/** One asking of one survey. */
export interface Asking {
  survey: string
  asked: Stamp
  outcome: Outcome
  /** When the outcome came; null while open, and for ignored, which has no moment of its own. */
  ended: Stamp | null
}

/** Everything that is remembered of the askings in this browser. */
export interface History {
  v: 1
  /** Oldest first; bounded, see `recordAsking`. */
  askings: readonly Asking[]
  /** Dismissals in a row, per survey. */
  streaks: Readonly<Record<string, number>>
  optedOut: Stamp | null
  /** 32-bit hashes of the last 50 site + name + ref, oldest first. */
  refs: readonly number[]
  /** The sample's seed, 0 to 2^32 - 1; it never leaves the browser. */
  seed: number | null
}

/** What the loader counts where a rule needs it, or since the first asking. */
export interface Seen {
  firstVisitAt: Milliseconds
  visits: number
  /** Page views in this visit. */
  pages: number
  lastPageViewAt: Milliseconds
}
