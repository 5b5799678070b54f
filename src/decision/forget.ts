import type { StorageArea } from '../browser/browser.ts'
import { openHistory } from './read-settings.ts'
import type { DecisionState } from './state.ts'

/**
 * Removes the survey from the page, and erases what is stored for this site.
 * @param erase erases all of it, or a part
 */
export async function eraseHere(
  state: DecisionState,
  erase: (browser: DecisionState['browser'], site: string, place: StorageArea | null) => void,
): Promise<void> {
  ;(await state.asking)?.forget()
  erase(state.browser, state.settings.site, state.historyPlace)
  Object.assign(state, await openHistory(state, state.settings), { notAsked: {} })
}
