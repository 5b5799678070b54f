import { currentSituation } from './current-situation.ts'
import type { Explanation } from './explainer.ts'
import type { DecisionState } from './state.ts'

/** Explains in words what has happened on this page, including triggers that woke nothing. */
export async function explainDecision(state: DecisionState): Promise<Explanation> {
  const explainer = await state.parts.explainer()
  return explainer.explain({
    situation: currentSituation(state, null),
    triggerLog: state.page.triggerLog,
    lastJudged: state.lastJudged,
    memory: state.memory,
    local: state.browser.local,
    asking: await state.asking,
    layers: state.layers,
  })
}
