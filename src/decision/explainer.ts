import type { StorageArea } from '../browser/browser.ts'
import type { RuleVerdict, SurveyVerdict } from '../eligibility/rule.ts'
import type { Situation } from '../eligibility/situation.ts'
import type { Memory } from '../history/memory.ts'
import type { Problem, Settings, SurveySettings } from '../options/settings.ts'
import type { RuleName } from '../protocol/rule-name.ts'
import type { Trigger } from '../protocol/trigger.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import type { Asking, WaitingTrigger } from './asking.ts'
import type { Decision, PageContext, RawTrigger, WrittenOptions } from './page-context.ts'

/** What `explain` gives: why somebody was, or was not, asked. Times are epoch milliseconds. */
export interface Explanation {
  /** When it was asked for. */
  at: Milliseconds
  /** Where askings are remembered, or why they cannot be. */
  memory: string
  /** The last trigger that a survey waits for; if there is none, the last one that happened. */
  trigger: Trigger | null
  /** All that happened on this page, oldest first. */
  happened: Trigger[]
  /** The survey that is open on this page, or null. */
  open: string | null
  /** What may still lead to a survey. */
  waiting: WaitingTrigger[]
  /** Every survey with the verdict of each rule, in words. */
  surveys: (Omit<SurveyVerdict, 'rules'> & { rules: (RuleVerdict & { words: string })[] })[]
  /** The responses that the endpoint has not accepted yet. */
  outbox: {
    /** The response's id. */
    id: string
    /** Which of the response's revisions is waiting. */
    revision: number
    /** How often it has been sent so far. */
    tries: number
    /** The HTTP status of the last try; null if none came. */
    status: number | null
    /** When it is sent again; null if no later try is planned on this page. */
    nextAt: Milliseconds | null
  }[]
  /** What is wrong with the options and the page. */
  problems: Problem[]
  /** In debug mode only: the latest decisions in this browser, oldest first, at most 50. */
  decisions?: NotedDecision[]
}

/** What was decided about a trigger when it came. */
export interface NotedDecision {
  /** When it was decided. */
  at: Milliseconds
  /** The page's path. */
  page: string
  /** The trigger, or null. */
  trigger: Pick<Trigger, 'name' | 'ref' | 'source'> | null
  /** The survey that was chosen, or null. */
  asks: string | null
  /** For each survey, the rules that stood in its way. */
  surveys: {
    /** The survey's id. */
    id: string
    /** The rules that said no. */
    against: RuleName[]
  }[]
}

/** What is to be explained, in the language of the situation's page. */
export interface Findings {
  situation: Situation
  /** What has happened on the page, oldest first. */
  triggerLog: readonly RawTrigger[]
  /** The last trigger that was judged, wherever it came from. */
  lastJudged: Trigger | null
  memory: Memory
  /** Where decisions are noted. */
  local: Pick<StorageArea, 'get'>
  /** The part that shows surveys; undefined while it is not loaded. */
  asking: Pick<Asking, 'moment' | 'waiting' | 'outbox' | 'shown'> | undefined
  layers: readonly WrittenOptions[]
}

/** A survey judged by every rule, in words: first as a whole, then rule by rule. */
export type VerdictInWords = Explanation['surveys'][number] & { words: string }

/** The part that puts options and decisions into words. Only it parses options with the zod schema. */
export interface Explainer {
  /** Takes the decision's place on a page opened with `?howlikely=preview`. */
  preview(page: PageContext): Promise<Decision>
  /**
   * A problem for each thing that is wrong with the options.
   * @param layers as they were written, later ones win; the first holds the tag's attributes
   */
  problems(layers: readonly WrittenOptions[]): Problem[]
  /**
   * Reports to a listener each problem that it has not heard yet; in debug mode also problems of memory.
   */
  reportProblems(
    layers: readonly WrittenOptions[],
    listener: (problem: Problem) => void,
    memory: Memory,
    settings: Settings,
  ): void
  /**
   * Notes a decision in debug mode; the last 50 are kept.
   * @param chosen the survey that is to ask, or null
   */
  noteDecision(local: StorageArea, situation: Situation, chosen: SurveySettings | null): void
  /** Reports to a listener which of a trigger's details could not be used, and why. */
  reportDroppedDetails(trigger: RawTrigger, listener: (problem: Problem) => void): void
  /** Judges every survey by every rule, in words that a shop owner understands, and prints the result on the console. */
  explain(findings: Findings): Explanation
  /** The same verdicts, without printing. */
  verdicts(situation: Situation): VerdictInWords[]
}
