import { readTrigger } from '../triggers/read-trigger.ts'
import { currentSituation } from './current-situation.ts'
import type { Explanation } from './explainer.ts'
import type { DecisionState } from './state.ts'

/** Explains the last trigger, in words: one that woke nobody counts, too. */
export async function explainDecision(state: DecisionState): Promise<Explanation> {
  const explainer = await state.parts.explainer()
  const { missed } = state.page
  state.lastTrigger ??= missed ? readTrigger(missed) : null
  return explainer.explain({
    situation: currentSituation(state, state.lastTrigger),
    memory: state.memory,
    local: state.browser.local,
    asking: await state.asking,
    layers: state.layers,
  })
}
