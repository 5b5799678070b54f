import { stillEligible, tellAsking } from './ask.ts'
import type { DecisionState } from './state.ts'

/**
 * Opens the survey of the e-mail link that led to this page, if there is one. Called again after each change, since the
 * visitor may have consented only now. If the part cannot be loaded, the page behaves as without the link.
 */
export async function openEmailLink(state: DecisionState): Promise<void> {
  const { page, settings, parts } = state
  if (!settings.surveys.some(({ id }) => id === page.query.get('howlikely'))) return
  try {
    state.emailLink ??= (await parts.respondents()).createEmailLink(page)
    await state.emailLink.open(state, { stillEligible, tellAsking })
  } catch {
    // Later pages, without the link, ask as usual.
  }
}
