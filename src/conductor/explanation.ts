import type { Pending } from '../asking/asking-part.ts'
import type { Entry } from '../core/outbox.ts'
import type { RuleVerdict, SurveyVerdict } from '../core/rule.ts'
import type { Milliseconds, Problem } from '../core/settings.ts'
import type { Situation } from '../core/situation.ts'
import type { Trigger } from '../core/trigger.ts'

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
}

/** What there is to explain. */
export interface Findings {
  situation: Situation
  memory: string
  waiting: Pending[]
  outbox: Entry[]
  problems: Problem[]
  /** BCP 47 tag of whom it is told. */
  language: string
}
