import { eraseButSentAnswers } from '../history/erase.ts'
import { tellAsking } from './ask.ts'
import { considerTrigger } from './consider-trigger.ts'
import { hasConsent } from './current-situation.ts'
import { eraseHere } from './forget.ts'
import { type DecisionState, keyOf } from './state.ts'

/** Stores the visits that were counted before there was consent to store them. */
function keepCount({ page, browser, ...state }: DecisionState): void {
  if (page.statements.consent === true && page.seen) browser.local.set(keyOf(state, 'seen'), page.seen.join())
}

/**
 * Takes the visitor's choice from the consent tool that the site names, if any. Called again after each change of the
 * options.
 */
export async function watchConsent(state: DecisionState, changed: () => void): Promise<void> {
  const { settings, page } = state
  keepCount(state)
  if ((settings.consent !== 'google' && settings.consent !== 'tcf') || state.stopWatchingConsent) return
  const { watchConsentTool } = await state.parts.consentTools()
  let hasBegun = false
  state.stopWatchingConsent = watchConsentTool(settings, isGiven => {
    page.statements.consent = isGiven
    keepCount(state)
    if (hasBegun) changed()
  })
  hasBegun = true
}

/** Whether earlier pages left something to resume. */
const hasLeftovers = (state: DecisionState): boolean =>
  !!state.browser.local.get(keyOf(state, 'wakeAt')) || !!state.browser.session.get(keyOf(state, 'open'))

/** Does what the visitor's choice allows now. Until there is a choice, what earlier pages left has to wait as well. */
export async function applyConsent(state: DecisionState): Promise<void> {
  if (!hasConsent(state)) {
    if (state.page.statements.consent !== false) return
    await eraseHere(state, eraseButSentAnswers)
  }
  if (!state.hasResumed) {
    state.hasResumed = true
    if (hasLeftovers(state)) await tellAsking(state, asking => asking.resume())
  }
  for (const trigger of state.awaitingConsent.splice(0)) await considerTrigger(state, trigger)
}
