import type { SurveySettings } from '../options/settings.ts'
import type { RuleName } from '../protocol/rule-name.ts'
import type { Scalar } from '../protocol/trigger.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import type { Situation } from './situation.ts'

/** What `explain` shows of a value: a scalar, a list, or null for "none". */
export type ExplainedValue = Scalar | null | readonly Scalar[]

/** What one rule says of one survey. */
export interface RuleVerdict {
  /** Which rule. */
  rule: RuleName
  /** Whether it lets the survey ask. */
  pass: boolean
  /** What it has looked at: the visits so far, when the survey was answered last. */
  found: ExplainedValue
  /** What it would let pass. */
  allowed: ExplainedValue
  /** The instant from which the rule would pass, or null where no such instant exists; null also on pass. */
  from: Milliseconds | null
}

/** A frequency rule: plain values in; whether it lets the survey ask. */
export type Rule = (survey: SurveySettings, situation: Situation) => boolean

/**
 * What `explain` shows of a rule: the value found, the value allowed and, where there may be one, the instant from which
 * a rule that fails would pass. Beside the rule, not in it: the file that decides goes without what only explains.
 */
export type ExplainRule = (
  survey: SurveySettings,
  situation: Situation,
) => readonly [found: ExplainedValue, allowed: ExplainedValue, from?: Milliseconds]

/** What all rules say of one survey. */
export interface SurveyVerdict {
  /** The survey's id. */
  id: string
  /** Whether every rule lets it ask. */
  eligible: boolean
  /** The instant from which every rule would pass, or null where a failing rule has none. */
  from: Milliseconds | null
  /** Every rule, whether it passes or not. */
  rules: RuleVerdict[]
}
