import { quietUntil } from '../eligibility/quiet-time.ts'
import { currentSituation } from './current-situation.ts'
import { addQuiet } from './not-asked.ts'
import { type DecisionState, keyOf } from './state.ts'

/** Stores the instant until which nobody can be asked, so that the loader need not wake anything before it. */
export function rememberQuietTime(state: DecisionState): void {
  const { local } = state.browser
  addQuiet(state)
  const until = quietUntil(currentSituation(state, null))
  if (until === null) local.remove(keyOf(state, 'quietUntil'))
  // Nothing may be stored before the first asking.
  else if (state.memory.canRemember && state.memory.history().askings.length)
    local.set(keyOf(state, 'quietUntil'), `${until}`)
}
