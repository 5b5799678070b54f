import type { Rule } from './rule.ts'
import { automation } from './rules/automation.ts'
import { clock } from './rules/clock.ts'
import { consent } from './rules/consent.ts'
import { enabled } from './rules/enabled.ts'
import { gpc } from './rules/gpc.ts'
import { maxPerYear } from './rules/max-per-year.ts'
import { memory } from './rules/memory.ts'
import { optOut } from './rules/opt-out.ts'
import { otherTab } from './rules/other-tab.ts'
import { ref } from './rules/ref.ts'
import { sample } from './rules/sample.ts'
import { session } from './rules/session.ts'
import { trigger } from './rules/trigger.ts'
import { waitAfterAnswer } from './rules/wait-after-answer.ts'
import { waitAfterDismissal } from './rules/wait-after-dismissal.ts'
import { waitAfterIgnored } from './rules/wait-after-ignored.ts'
import { waitBetween } from './rules/wait-between.ts'
import { isOver, type Wait } from './wait.ts'

/** Rules that follow from the history alone, whatever trigger comes. */
export const waits: readonly Wait[] = [
  waitAfterAnswer,
  waitAfterDismissal,
  waitAfterIgnored,
  waitBetween,
  maxPerYear,
  optOut,
]

/** No wait is under way. */
export const isRested: Rule = (survey, situation) => waits.every(wait => isOver(wait, survey, situation))

/** Rules that hold for a survey that was opened on purpose too. */
export const always: readonly Rule[] = [enabled, ref, otherTab, consent, gpc, automation, memory, clock]

/** Rules that do not hold for a survey that was opened on purpose. */
export const unlessOpened: readonly Rule[] = [isRested, trigger, session, sample]
