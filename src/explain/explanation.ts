import type { Shelf } from '../browser/environment.ts'
import type { RuleName, RuleVerdict, SurveyVerdict } from '../eligibility/rule.ts'
import type { Situation } from '../eligibility/situation.ts'
import type { Memory } from '../history/memory.ts'
import type { Problem } from '../options/settings.ts'
import type { Trigger } from '../protocol/trigger.ts'
import type { Asking, Pending } from '../showing/asking-part.ts'
import type { Milliseconds } from '../time/milliseconds.ts'

/** What `explain` gives: why somebody was, or was not, asked. Times are epoch milliseconds. */
export interface Explanation {
  at: Milliseconds
  /** Where askings are remembered, or why they cannot be. */
  memory: string
  trigger: Trigger | null
  waiting: Pending[]
  surveys: (Omit<SurveyVerdict, 'rules'> & { rules: (RuleVerdict & { words: string })[] })[]
  outbox: {
    id: string
    revision: number
    tries: number
    status: number | null
    nextAt: Milliseconds | null
  }[]
  problems: Problem[]
  /** In debug only: what was decided of late in this browser, oldest first, at most 50. */
  decisions?: Decision[]
}

/** What was decided about one trigger when it came. */
export interface Decision {
  at: Milliseconds
  /** The page's path. */
  page: string
  trigger: Pick<Trigger, 'name' | 'ref' | 'source'> | null
  /** The survey that was chosen, or null. */
  asks: string | null
  /** Of each survey the rules that stood in its way. */
  surveys: { id: string; against: RuleName[] }[]
}

/** What there is to explain, in the language of the situation's page. */
export interface Findings {
  situation: Situation
  memory: Memory
  /** Where decisions are written down. */
  local: Pick<Shelf, 'get'>
  /** Where anybody is, or was, to be asked. */
  asking: Pick<Asking, 'moment' | 'waiting' | 'outbox'> | undefined
  layers: readonly Readonly<Record<string, unknown>>[]
}
