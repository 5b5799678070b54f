import type { Milliseconds } from '../time/milliseconds.ts'
import { type Asking, type History, keptAskings, streakOf } from './history.ts'
import { noteStamp } from './stamp.ts'

/** An asking that another memory knows of: a server's cookie, or the collector. */
export interface AskingElsewhere {
  survey: string
  outcome: 'answered' | 'dismissed' | 'ignored'
  /** When that outcome came, by this browser's clock. */
  at: Milliseconds
}

/** What another memory knows. */
export interface Elsewhere {
  askings: readonly AskingElsewhere[]
  /** When "Don't ask again" was chosen, or null. */
  optOutAt: Milliseconds | null
}

/** Two memories stamp one asking with two clocks. */
const tolerance = 10 * 60_000

const isNear = (from: Milliseconds, to: Milliseconds, at: Milliseconds) =>
  at >= from - tolerance && at <= to + tolerance

const isKnown = ({ askings }: History, { survey, at }: AskingElsewhere) =>
  askings.some(one => one.survey === survey && isNear(one.asked.at, (one.ended ?? one.asked).at, at))

/** Dismissals of a survey since its last answer, in what is remembered. */
function lastDismissals(askings: readonly Asking[], survey: string): number {
  const own = askings.filter(one => one.survey === survey)
  const answered = own.findLastIndex(({ outcome }) => outcome === 'answered')
  return own.slice(answered + 1).filter(({ outcome }) => outcome === 'dismissed').length
}

/**
 * The history with what another memory knows besides, by another clock and by outcomes alone; the same object where that
 * is nothing new. It takes nothing away, so nobody is asked more often for it. Two copies of one history are for
 * `joinHistories`.
 */
export function learnElsewhere(
  history: History,
  { askings, optOutAt }: Elsewhere,
  now: Milliseconds,
): History {
  const stamp = (at: Milliseconds) => noteStamp({ at, seen: null }, now)
  const added: Asking[] = []
  for (const one of askings) {
    if (isKnown({ ...history, askings: [...history.askings, ...added] }, one)) continue
    const { survey, outcome, at } = one
    added.push({ survey, outcome, asked: stamp(at), ended: outcome === 'ignored' ? null : stamp(at) })
  }
  const isNewOptOut = optOutAt !== null && !history.optOuts.some(({ at }) => at >= optOutAt - tolerance)
  if (!added.length && !isNewOptOut) return history

  // One that is open stays the last: what becomes of it is still to be written down.
  const all = [...history.askings, ...added].sort(
    (one, other) =>
      Number(one.outcome === 'open') - Number(other.outcome === 'open') || one.asked.at - other.asked.at,
  )
  const streaks = added.map(({ survey }) => [
    survey,
    Math.max(streakOf(history, survey), lastDismissals(all, survey)),
  ])
  return {
    ...history,
    askings: all.slice(-keptAskings),
    streaks: { ...history.streaks, ...Object.fromEntries(streaks) },
    optOuts: isNewOptOut
      ? [...history.optOuts, stamp(optOutAt)].sort((one, other) => one.at - other.at).slice(-10)
      : history.optOuts,
  }
}
