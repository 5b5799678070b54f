import { day } from './duration.ts'
import type { Outcome, Stamp } from './history.ts'
import type { Rule, RuleName } from './rule.ts'
import type { Milliseconds, SurveySettings } from './settings.ts'
import type { Situation } from './situation.ts'
import { effectiveAt } from './stamp.ts'
import { verdict } from './verdict.ts'

/** Something that a rule takes from the survey and the situation. */
type From<Value> = (survey: SurveySettings, situation: Situation) => Value

export const year = 365 * day

/**
 * A rule that lets fewer than `limit` of the waits that run from `stamps` be under way. A wait is over at its exact end.
 * Shows the latest instant from which a wait runs and how long it is; with a limit, how many are under way and that limit.
 */
export function wait(
  rule: RuleName,
  stampsOf: From<readonly Stamp[]>,
  lengthOf: From<Milliseconds>,
  limitOf?: From<number>,
): Rule {
  return (survey, situation) => {
    const { now, history } = situation
    const length = lengthOf(survey, situation)
    const limit = limitOf?.(survey, situation) ?? 1
    const stamps = stampsOf(survey, situation)
    // What was lost may be anything that a rule minds, doubled waits and a year's askings included.
    const lost = history.askings.flatMap(({ outcome, asked }) => (outcome === 'lost' ? asked : []))
    const longest = Math.max(length, year)
    const running = (at: Milliseconds) =>
      stamps.filter(stamp => at < effectiveAt(stamp, at) + length).length +
      lost.filter(stamp => at < effectiveAt(stamp, at) + longest).length * limit
    // A wait ends as counted from the first sight of its stamp, and again as counted from the stamp itself.
    const ends = [...stamps, ...lost].flatMap(({ at, seen }) =>
      [at, seen ?? at].flatMap(begin => [begin + length, begin + longest]),
    )
    const last = stamps.at(-1)
    return verdict(
      rule,
      running(now) < limit,
      limitOf ? running(now) : last ? effectiveAt(last, now) : null,
      limitOf ? limit : length,
      Math.min(...ends.filter(end => end > now && running(end) < limit)),
    )
  }
}

/** When this survey came to one of these outcomes. */
export function endings(...outcomes: Outcome[]): From<readonly Stamp[]> {
  return ({ id }, { history }) =>
    history.askings
      .filter(({ survey, outcome }) => survey === id && outcomes.includes(outcome))
      .map(({ asked, ended }) => ended ?? asked)
}
