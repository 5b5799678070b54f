import type { Milliseconds } from '../time/milliseconds.ts'
import { type Asking, type History, keptAskings, streakOf } from './history.ts'
import { noteStamp } from './stamp.ts'

/** An asking known to another memory: a server's cookie, or the collector. */
export interface ExternalAsking {
  survey: string
  outcome: 'answered' | 'dismissed' | 'ignored'
  /** When that outcome came, by this browser's clock. */
  at: Milliseconds
}

/** What another memory knows. */
export interface ExternalHistory {
  askings: readonly ExternalAsking[]
  /** When "Don't ask again" was chosen, or null. */
  optOutAt: Milliseconds | null
}

/** In milliseconds: two memories stamp the same asking by different clocks. */
const tolerance = 10 * 60_000

const isNear = (from: Milliseconds, to: Milliseconds, at: Milliseconds) =>
  at >= from - tolerance && at <= to + tolerance

const isKnown = ({ askings }: History, { survey, at }: ExternalAsking) =>
  askings.some(
    asking => asking.survey === survey && isNear(asking.asked.at, (asking.ended ?? asking.asked).at, at),
  )

/** Dismissals of a survey since its last answer, among the askings that are remembered. */
function lastDismissals(askings: readonly Asking[], survey: string): number {
  const ofSurvey = askings.filter(asking => asking.survey === survey)
  const answered = ofSurvey.findLastIndex(({ outcome }) => outcome === 'answered')
  return ofSurvey.slice(answered + 1).filter(({ outcome }) => outcome === 'dismissed').length
}

/**
 * Adds what another memory knows, by its own clock and by outcomes only; returns the same object if that is nothing
 * new. It never removes anything, so nobody is asked more often because of it. To join two copies of one history, see
 * `joinHistories`.
 */
export function mergeExternalHistory(
  history: History,
  { askings, optOutAt }: ExternalHistory,
  now: Milliseconds,
): History {
  const stamp = (at: Milliseconds) => noteStamp({ at, seen: null }, now)
  const added: Asking[] = []
  for (const external of askings) {
    if (isKnown({ ...history, askings: [...history.askings, ...added] }, external)) continue
    const { survey, outcome, at } = external
    added.push({ survey, outcome, asked: stamp(at), ended: outcome === 'ignored' ? null : stamp(at) })
  }
  const isNewOptOut = optOutAt !== null && !history.optOuts.some(({ at }) => at >= optOutAt - tolerance)
  if (!added.length && !isNewOptOut) return history

  // An open asking stays last: its outcome has yet to be recorded.
  const allAskings = [...history.askings, ...added].sort(
    (first, second) =>
      Number(first.outcome === 'open') - Number(second.outcome === 'open') ||
      first.asked.at - second.asked.at,
  )
  const streaks = added.map(({ survey }) => [
    survey,
    Math.max(streakOf(history, survey), lastDismissals(allAskings, survey)),
  ])
  return {
    ...history,
    askings: allAskings.slice(-keptAskings),
    streaks: { ...history.streaks, ...Object.fromEntries(streaks) },
    optOuts: isNewOptOut
      ? [...history.optOuts, stamp(optOutAt)].sort((first, second) => first.at - second.at).slice(-10)
      : history.optOuts,
  }
}
