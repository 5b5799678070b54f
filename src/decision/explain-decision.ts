import { currentSituation } from './current-situation.ts'
import type { Explanation } from './explainer.ts'
import type { DecisionState } from './state.ts'

/** Explains what has happened on this page, in words: what woke nobody counts, too. */
export async function explainDecision(state: DecisionState): Promise<Explanation> {
  const explainer = await state.parts.explainer()
  return explainer.explain({
    situation: currentSituation(state, null),
    happened: state.page.happened,
    considered: state.considered,
    memory: state.memory,
    local: state.browser.local,
    asking: await state.asking,
    layers: state.layers,
  })
}
