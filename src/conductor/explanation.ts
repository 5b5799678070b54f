import type { Shown, SurveyVerdict } from '../core/rule.ts'
import type { Milliseconds, Problem } from '../core/settings.ts'
import type { Trigger } from '../core/trigger.ts'

/** What `explain` gives: why somebody was, or was not, asked. Times are epoch milliseconds. */
export interface Explanation {
  at: Milliseconds
  /** Where askings are remembered, or why they cannot be. */
  memory: string
  trigger: Trigger | null
  waiting: { trigger: Trigger; survey: string; due: Milliseconds }[]
  surveys: (Omit<SurveyVerdict, 'rules'> & { rules: ExplainedRule[] })[]
  outbox: { id: string; revision: number; tries: number; status: number | null; nextAt: Milliseconds | null }[]
  problems: Problem[]
}

export interface ExplainedRule {
  rule: string
  pass: boolean
  found: Shown
  allowed: Shown
  from: Milliseconds | null
  words: string
}

/** The same, before the words are put to it. */
export type Bare = Omit<Explanation, 'surveys'> & { surveys: SurveyVerdict[] }
