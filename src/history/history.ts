import { toJson } from '../protocol/to-json.ts'
import type { Trigger } from '../protocol/trigger.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import { hash, hashRef } from './hash.ts'
import { createStamp, noteStamp } from './stamp.ts'

/**
 * An instant by the visitor's clock. It is never overwritten. `seen` is the instant at which it was first seen to lie in
 * the future, or null.
 */
export interface Stamp {
  at: Milliseconds
  seen: Milliseconds | null
}

/**
 * 'open': shown, and not known to have ended; the rules treat it as ignored. 'lost': a history that could not be read
 * back; it stands for any number of askings of any survey, with any outcome, up to the moment when the loss was noted.
 */
export type Outcome = 'open' | 'answered' | 'dismissed' | 'ignored' | 'lost'

/** One asking of one survey. */
export interface Asking {
  survey: string
  asked: Stamp
  outcome: Outcome
  /** When the outcome came; null while open, and for 'ignored', which has no moment of its own. */
  ended: Stamp | null
}

/** Everything that this browser remembers about askings. */
export interface History {
  v: 1
  /** Oldest first; bounded, see {@link keptAskings}. */
  askings: readonly Asking[]
  /** Dismissals in a row, per survey. */
  streaks: Readonly<Record<string, number>>
  /** When "Don't ask again" was chosen: the last ten, oldest first, as the clock may have been right only for an earlier one. */
  optOuts: readonly Stamp[]
  /** 32-bit hashes of the last 50 site + name + ref, oldest first. */
  refs: readonly number[]
  /** The sample's seed, 0 to 2^32 - 1; it never leaves the browser. */
  seed: number | null
  /** The number of the visit in which the visitor was last asked; null if visits were not counted. */
  visit: number | null
}

/** What the loader counts if a rule needs it, or once the visitor has been asked. */
export interface Seen {
  firstVisitAt: Milliseconds
  visits: number
  /** Page views in this visit. */
  pages: number
}

export const emptyHistory: History = {
  v: 1,
  askings: [],
  streaks: {},
  optOuts: [],
  refs: [],
  seed: null,
  visit: null,
}

/** How many askings are remembered. */
export const keptAskings = 400

/** The last instant that a date can hold: nobody knows when a lost asking happened. */
const endOfTime = 864e13

/** Stands in for a history that cannot be read. */
export const lostAsking: Asking = {
  survey: '',
  asked: { at: endOfTime, seen: null },
  outcome: 'lost',
  ended: null,
}

const stampsOf = ({ askings, optOuts }: History): Stamp[] => [
  ...optOuts,
  ...askings.flatMap(({ asked, ended }) => (ended ? [asked, ended] : asked)),
]

function stampNow(history: History, now: Milliseconds): Stamp {
  return createStamp(
    now,
    stampsOf(history).filter(({ at }) => at < endOfTime),
  )
}

/**
 * Records that a survey is about to be shown; it must be stored before the survey is painted. Old askings are dropped by
 * number, not by age, since all of them would look old to a clock that is years ahead.
 */
export function recordAsked(history: History, survey: string, now: Milliseconds): History {
  const asking: Asking = { survey, asked: stampNow(history, now), outcome: 'open', ended: null }
  return { ...history, askings: [...history.askings, asking].slice(-keptAskings) }
}

/**
 * Records the outcome of the survey's latest asking. Returns the same history if that asking is no longer remembered or
 * has already ended: an asking ends only once, but one counted as ignored may still be answered or dismissed.
 */
export function recordOutcome(
  history: History,
  survey: string,
  outcome: 'answered' | 'dismissed' | 'ignored',
  now: Milliseconds,
): History {
  const last = history.askings.findLast(asking => asking.survey === survey)
  if (!last || last.ended) return history
  const isIgnored = outcome === 'ignored'
  const ended = isIgnored ? null : stampNow(history, now)
  const streak = outcome === 'answered' ? 0 : streakOf(history, survey) + 1
  return {
    ...history,
    askings: history.askings.map(asking => (asking === last ? { ...last, outcome, ended } : asking)),
    streaks: isIgnored ? history.streaks : { ...history.streaks, [survey]: streak },
  }
}

/** Records "Don't ask again", for the whole site. */
export function recordOptOut(history: History, now: Milliseconds): History {
  return { ...history, optOuts: [...history.optOuts, stampNow(history, now)].slice(-10) }
}

/** Remembers the order or ticket that was asked about; unchanged if the trigger names none. */
export function rememberRef(
  history: History,
  site: string,
  { name, ref }: Pick<Trigger, 'name' | 'ref'>,
): History {
  return ref === null ? history : { ...history, refs: [...history.refs, hashRef(site, name, ref)].slice(-50) }
}

/** How often this survey has been dismissed since it was last answered. */
export function streakOf({ streaks }: History, survey: string): number {
  // A survey called "constructor" gives NaN if it has no streak.
  return Number(streaks[survey]) || 0
}

/**
 * Notes which stamps are seen to lie in the future. Call it before the rules judge, and keep the result if it is another
 * object. A clock that is earlier than `builtAt` must be wrong, so nothing is noted by it.
 */
export function noteFuture(history: History, now: Milliseconds, builtAt: Milliseconds = 0): History {
  if (now < builtAt || stampsOf(history).every(stamp => noteStamp(stamp, now) === stamp)) return history
  const note = (stamp: Stamp) => noteStamp(stamp, now)
  return {
    ...history,
    askings: history.askings.map(asking => ({
      ...asking,
      asked: note(asking.asked),
      ended: asking.ended && note(asking.ended),
    })),
    optOuts: history.optOuts.map(note),
  }
}

/** The text to store, which {@link parseHistory} reads. Its checksum tells it from texts that were not written here. */
export function serializeHistory(history: History): string {
  return toJson({ ...history, sum: hash(toJson(history)) })
}

/**
 * Reads a stored history. A null text means a visitor who was never asked; null is returned for a newer version's
 * history, which is left alone. A corrupt one becomes a single 'lost' asking: once {@link noteFuture} has seen it, all
 * waits of all surveys and the opt-out run from that moment, and the year's maximum counts as reached. No history that
 * was lost could make anybody wait longer.
 */
export function parseHistory(text: string | null): History | null {
  if (text === null) return emptyHistory
  try {
    const { sum, ...history } = JSON.parse(text)
    if (history.v > 1) return null
    if (serializeHistory(history) === text) return history
  } catch {
    // Not JSON, so nothing in it can be trusted.
  }
  return { ...emptyHistory, askings: [lostAsking] }
}
