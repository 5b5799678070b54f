import { decisionBrowser } from '../browser/decision-browser.ts'
import { createDecision } from '../decision/create-decision.ts'
import type { Decision, PageContext } from '../decision/page-context.ts'
import type { DecisionParts } from '../decision/state.ts'

/** The part that decides. */
export const decideOn = (page: PageContext, parts: DecisionParts): Promise<Decision> | Decision =>
  createDecision({ page, browser: decisionBrowser, parts })
