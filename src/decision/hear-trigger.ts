import type { Trigger } from '../protocol/trigger.ts'
import { isMergeable, mergeTriggers } from '../triggers/read-trigger.ts'
import { considerTrigger } from './consider-trigger.ts'
import { uncountNotAsked } from './not-asked.ts'
import type { DecisionState } from './state.ts'

/** Drops what waits for a survey that this trigger cancels; if `cancelOn` could not be read, every trigger cancels it. */
function cancelWaiting({ settings, asking }: DecisionState, { name }: Trigger): void {
  for (const { id, cancelOn } of settings.surveys) {
    if (cancelOn.includes(name) || cancelOn.includes('*')) asking?.then(found => found?.cancel(id))
  }
}

/** Hears that something happened on the page. Two reports of the same event are one trigger, considered once. */
export function hearTrigger(state: DecisionState, trigger: Trigger): Promise<void> | undefined {
  cancelWaiting(state, trigger)
  for (const [place, earlier] of state.recentTriggers.entries()) {
    const merged = mergeTriggers(earlier, trigger)
    if (!merged) continue
    state.recentTriggers[place] = merged
    state.merged.set(earlier, merged)
    // The new details may allow an asking.
    if (state.rejectedTriggers.includes(earlier)) {
      state.rejectedTriggers = state.rejectedTriggers.filter(rejected => rejected !== earlier)
      uncountNotAsked(state, earlier)
      return considerTrigger(state, merged)
    }
    return state.asking?.then(asking => asking?.replace(earlier, merged))
  }
  // Forget triggers too old to be merged with a new report: a page may stay open for days.
  state.recentTriggers = [...state.recentTriggers.filter(earlier => isMergeable(earlier, trigger)), trigger]
  return considerTrigger(state, trigger)
}
