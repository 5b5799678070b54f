import type { Trigger } from '../protocol/trigger.ts'
import { isMergeable, mergeTriggers } from '../triggers/read-trigger.ts'
import { considerTrigger } from './consider-trigger.ts'
import { uncountNotAsked } from './not-asked.ts'
import type { DecisionState } from './state.ts'

/** Drops what waits for a survey that this trigger cancels: every trigger does where `cancelOn` could not be read. */
function cancelWaiting({ settings, asking }: DecisionState, { name }: Trigger): void {
  for (const { id, cancelOn } of settings.surveys) {
    if (cancelOn.includes(name) || cancelOn.includes('*')) asking?.then(found => found?.cancel(id))
  }
}

/** Something happened on the page. What was reported twice is one trigger, and is considered once. */
export function hearTrigger(state: DecisionState, trigger: Trigger): Promise<void> | undefined {
  cancelWaiting(state, trigger)
  for (const [place, earlier] of state.heard.entries()) {
    const merged = mergeTriggers(earlier, trigger)
    if (!merged) continue
    state.heard[place] = merged
    state.merged.set(earlier, merged)
    // What is known now may let it ask.
    if (state.refused.includes(earlier)) {
      state.refused = state.refused.filter(refused => refused !== earlier)
      uncountNotAsked(state, earlier)
      return considerTrigger(state, merged)
    }
    return state.asking?.then(asking => asking?.replace(earlier, merged))
  }
  // What no report can be merged with any more is not kept: a page may be open for days.
  state.heard = [...state.heard.filter(earlier => isMergeable(earlier, trigger)), trigger]
  return considerTrigger(state, trigger)
}
