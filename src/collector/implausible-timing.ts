import type { ResponseRecord } from '../protocol/response.ts'

/**
 * What is implausible about a record's instants. 'too-fast': sent sooner after the question than anybody reads, chooses and
 * presses Send; 'out-of-order': something happened before what it depends on; 'too-old': it took longer than a browser
 * keeps an answer.
 */
export type Implausible = 'too-fast' | 'out-of-order' | 'too-old'

/** Milliseconds. */
const shortestAnswer = 1000
/** Milliseconds: clocks are adjusted while a survey is open. */
const clockChange = 1000
/** Milliseconds: an outbox keeps an answer for 30 days, and the tab may have been open as long before. */
const longestDelay = 60 * 24 * 60 * 60 * 1000

/** A mark, not a verdict: marked responses count like all others. All instants are by the visitor's clock. */
export function implausibleTiming({
  state,
  askedAt,
  scoredAt,
  endedAt,
  sentAt,
}: Pick<ResponseRecord, 'state' | 'askedAt' | 'scoredAt' | 'endedAt' | 'sentAt'>): Implausible | null {
  const [asked, ...later] = [askedAt, scoredAt, endedAt, sentAt]
    .filter(instant => instant !== null)
    .map(instant => Date.parse(instant))
  if (asked === undefined) return null
  let before = asked
  for (const instant of later) {
    if (instant < before - clockChange) return 'out-of-order'
    before = instant
  }
  if (before - asked > longestDelay) return 'too-old'
  const ended = endedAt === null ? null : Date.parse(endedAt)
  return state === 'answered' && ended !== null && ended - asked < shortestAnswer ? 'too-fast' : null
}
