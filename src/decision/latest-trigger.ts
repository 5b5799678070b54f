import type { Trigger } from '../protocol/trigger.ts'
import type { DecisionState } from './state.ts'

/** A trigger with everything known about it by now: it may have been reported again. */
export function latestTrigger({ merged }: Pick<DecisionState, 'merged'>, trigger: Trigger): Trigger {
  let latest = trigger
  for (let next = merged.get(latest); next; next = merged.get(latest)) latest = next
  return latest
}
