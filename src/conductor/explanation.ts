import type { Asking, Pending } from '../asking/asking-part.ts'
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

/** What there is to explain, in the language of the situation's page. */
export interface Findings {
  situation: Situation
  memory: string
  /** Where anybody is, or was, to be asked. */
  asking: Pick<Asking, 'waiting' | 'outbox'> | undefined
  layers: readonly Readonly<Record<string, unknown>>[]
}
