import type { Outcome, Stamp } from '../history/history.ts'
import { effectiveAt } from '../history/stamp.ts'
import type { SurveySettings } from '../options/settings.ts'
import { day } from '../time/duration.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import type { ExplainRule } from './rule.ts'
import type { Situation } from './situation.ts'

/** A value that a rule takes from the survey and the situation. */
type From<Value> = (survey: SurveySettings, situation: Situation) => Value

/** A rule that limits how many waits may be running. A wait is over at its exact end. */
export interface Wait {
  /** The instants from which the waits run, oldest first. */
  stamps: From<readonly Stamp[]>
  length: From<Milliseconds>
  /** The rule fails when this many are running. @default 1 */
  limit?: From<number>
}

export const year = 365 * day

/** Lost askings may have been of any kind that matters to a rule. */
const lostIn = ({ history }: Situation): Stamp[] =>
  history.askings.flatMap(({ outcome, asked }) => (outcome === 'lost' ? asked : []))

/** Whether fewer waits are running than the rule's limit. */
export function isWaitOver(wait: Wait, survey: SurveySettings, situation: Situation): boolean {
  const { now } = situation
  const length = wait.length(survey, situation)
  const limit = wait.limit?.(survey, situation) ?? 1
  const running = (stamps: readonly Stamp[], until: Milliseconds) =>
    stamps.filter(stamp => now < effectiveAt(stamp, now) + until).length
  // A lost asking may stand for a doubled wait, or for a year's askings.
  const lost = running(lostIn(situation), Math.max(length, year))
  return running(wait.stamps(survey, situation), length) + lost * limit < limit
}

/**
 * The latest instant from which a wait runs, and its length; if there is a limit, how many waits are running, and that
 * limit.
 */
export const explainWait =
  (wait: Wait): ExplainRule =>
  (survey, situation) => {
    const { now } = situation
    const length = wait.length(survey, situation)
    const stamps = [...wait.stamps(survey, situation), ...lostIn(situation)]
    const begins = stamps.map(stamp => effectiveAt(stamp, now))
    // A wait ends counted from when its stamp was first seen, and also counted from the stamp itself.
    const ends = stamps.flatMap(({ at, seen }) =>
      [at, seen ?? at].flatMap(begin => [begin + length, begin + Math.max(length, year)]),
    )
    const from = Math.min(
      ...ends.filter(end => end > now && isWaitOver(wait, survey, { ...situation, now: end })),
    )
    return wait.limit
      ? [begins.filter(begin => now < begin + length).length, wait.limit(survey, situation), from]
      : [begins.length ? Math.max(...begins) : null, length, from]
  }

/** When this survey had one of these outcomes. */
export function endingsWith(...outcomes: Outcome[]): From<readonly Stamp[]> {
  return ({ id }, { history }) =>
    history.askings
      .filter(({ survey, outcome }) => survey === id && outcomes.includes(outcome))
      .map(({ asked, ended }) => ended ?? asked)
}
