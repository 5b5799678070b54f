import type { SurveySettings } from '../options/settings.ts'
import type { RuleName } from '../protocol/rule-name.ts'
import type { Scalar } from '../protocol/trigger.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import type { Situation } from './situation.ts'

/** What `explain` shows of a value: a scalar, a list, or null for "none". */
export type ExplainedValue = Scalar | null | readonly Scalar[]

/** One rule's verdict on one survey. */
export interface RuleVerdict {
  /** Which rule. */
  rule: RuleName
  /** Whether it lets the survey ask. */
  pass: boolean
  /** What it looked at: the visits so far, or when the survey was last answered. */
  found: ExplainedValue
  /** What it would allow. */
  allowed: ExplainedValue
  /** The instant from which the rule would pass, or null if there is none; also null if it passes. */
  from: Milliseconds | null
}

/** A frequency rule: takes plain values, and returns whether it lets the survey ask. */
export type Rule = (survey: SurveySettings, situation: Situation) => boolean

/**
 * Explains a rule: the value found, the value allowed and, if there is one, the instant from which a failing rule would
 * pass. Separate from the rule itself, so that the file that decides does without what only explains.
 */
export type ExplainRule = (
  survey: SurveySettings,
  situation: Situation,
) => readonly [found: ExplainedValue, allowed: ExplainedValue, from?: Milliseconds]

/** All rules' verdicts on one survey. */
export interface SurveyVerdict {
  /** The survey's id. */
  id: string
  /** Whether every rule lets it ask. */
  eligible: boolean
  /** The instant from which every rule would pass, or null if a failing rule has none. */
  from: Milliseconds | null
  /** Every rule, whether it passes or not. */
  rules: RuleVerdict[]
}
