import { stillEligible, tellAsking } from './ask.ts'
import type { DecisionState } from './state.ts'

/**
 * Opens the survey of the link in an e-mail that led to this page, where there is one. Called again after each change:
 * whoever has yet to consent is asked then. Where the part cannot be loaded, the page is as without the link.
 */
export async function openEmailLink(state: DecisionState): Promise<void> {
  const { page, settings, parts } = state
  if (!settings.surveys.some(({ id }) => id === page.query.get('howlikely'))) return
  try {
    state.emailLink ??= (await parts.respondents()).createEmailLink(page)
    await state.emailLink.open(state, { stillEligible, tellAsking })
  } catch {
    // A later page without the link asks as ever.
  }
}
