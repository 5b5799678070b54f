import type { Trigger } from '../protocol/trigger.ts'
import type { DecisionState } from './state.ts'

/** A trigger with all that is known of it by now: it may have been reported again. */
export function latestTrigger({ merged }: Pick<DecisionState, 'merged'>, trigger: Trigger): Trigger {
  let latest = trigger
  for (let next = merged.get(latest); next; next = merged.get(latest)) latest = next
  return latest
}
