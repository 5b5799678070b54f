import { toJson } from '../protocol/to-json.ts'
import type { Trigger } from '../protocol/trigger.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import { hash, hashRef } from './hash.ts'
import { createStamp, noteStamp } from './stamp.ts'

/**
 * An instant that was written by the visitor's clock. It is never overwritten. `seen` is the instant at which it
 * was first seen to lie in the future, or null.
 */
export interface Stamp {
  at: Milliseconds
  seen: Milliseconds | null
}

/**
 * 'open': shown, and not known to have ended; the rules take it for ignored. 'lost': what could not be read back; it
 * stands for any number of askings of any survey, with any outcome, up to the moment at which the loss was noted.
 */
export type Outcome = 'open' | 'answered' | 'dismissed' | 'ignored' | 'lost'

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
  /** Oldest first; bounded, see {@link keptAskings}. */
  askings: readonly Asking[]
  /** Dismissals in a row, per survey. */
  streaks: Readonly<Record<string, number>>
  /** When "Don't ask again" was chosen: the last ten, oldest first. An earlier one may be the one whose clock was right. */
  optOuts: readonly Stamp[]
  /** 32-bit hashes of the last 50 site + name + ref, oldest first. */
  refs: readonly number[]
  /** The sample's seed, 0 to 2^32 - 1; it never leaves the browser. */
  seed: number | null
  /** The number of the visit in which somebody was last asked; null where visits were not counted. */
  visit: number | null
}

/** What the loader counts where a rule needs it, or since the first asking. */
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

/** So many askings are remembered. */
export const keptAskings = 400

/** The last instant that a date can hold: of what was lost nobody knows when it happened. */
const endOfTime = 864e13

/** What stands in place of what cannot be read. */
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
 * A survey is about to be shown: to be written before it is painted. The newest askings are kept by their number, not
 * their age, since to a clock that is years ahead all of them would be old.
 */
export function recordAsked(history: History, survey: string, now: Milliseconds): History {
  const asking: Asking = { survey, asked: stampNow(history, now), outcome: 'open', ended: null }
  return { ...history, askings: [...history.askings, asking].slice(-keptAskings) }
}

/**
 * What became of the survey's latest asking. The same history where that asking has ended already (an asking ends once;
 * one taken for ignored may still be answered or dismissed) or is no longer remembered.
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

/** "Don't ask again", for the whole site. */
export function recordOptOut(history: History, now: Milliseconds): History {
  return { ...history, optOuts: [...history.optOuts, stampNow(history, now)].slice(-10) }
}

/** Remembers the order or ticket that was asked about; unchanged where the trigger names none. */
export function rememberRef(
  history: History,
  site: string,
  { name, ref }: Pick<Trigger, 'name' | 'ref'>,
): History {
  return ref === null ? history : { ...history, refs: [...history.refs, hashRef(site, name, ref)].slice(-50) }
}

/** How often this survey was dismissed since it was last answered. */
export function streakOf({ streaks }: History, survey: string): number {
  // NaN where there is none and the survey is called "constructor".
  return Number(streaks[survey]) || 0
}

/**
 * Notes which stamps are seen to lie in the future; to be called, and kept if it gives another object, before the rules
 * judge. A clock before `builtAt` is known to be wrong, so what it sees is not noted.
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

/** The text to keep: what {@link parseHistory} reads. Its sum tells it from all that was not written here. */
export function serializeHistory(history: History): string {
  return toJson({ ...history, sum: hash(toJson(history)) })
}

/**
 * Reads a kept history; null is that of a visitor who was never asked. A newer version's is left alone: that gives null.
 * In place of a corrupt one stands a single 'lost' asking: from the moment at which {@link noteFuture} sees it every
 * wait of every survey and the opt-out run, and the year's number is used up. So nothing that it held could make anybody
 * wait longer.
 */
export function parseHistory(text: string | null): History | null {
  if (text === null) return emptyHistory
  try {
    const { sum, ...history } = JSON.parse(text)
    if (history.v > 1) return null
    if (serializeHistory(history) === text) return history
  } catch {
    // Not JSON: then nothing in it can be trusted.
  }
  return { ...emptyHistory, askings: [lostAsking] }
}
