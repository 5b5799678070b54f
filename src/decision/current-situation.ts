import type { Situation } from '../eligibility/situation.ts'
import type { Trigger } from '../protocol/trigger.ts'
import { type DecisionState, respondentOf } from './state.ts'

/** Whether the visitor may be asked and remembered at all, as far as consent goes. */
export const hasConsent = ({ settings, page: { statements } }: DecisionState): boolean =>
  statements.consent === true || (settings.consent === 'not-needed' && statements.consent !== false)

/** Gathers what the rules look at, as it is at this instant on this page. */
export function currentSituation(state: DecisionState, trigger: Trigger | null): Situation {
  const { browser, page, settings, memory } = state
  const { gpc, automation, ...view } = browser.page()
  const history = memory.history()
  page.countPage()
  const [firstVisitAt = 0, visits = 0, pages = 0] = page.seen ?? []
  return {
    now: browser.now(),
    builtAt: page.builtAt,
    settings,
    canRemember: memory.canRemember,
    history,
    seen: visits ? { firstVisitAt, visits, pages } : null,
    respondent: respondentOf(state),
    trigger,
    page: view,
    consent: hasConsent(state),
    gpc,
    automation,
    askedInThisVisit: history.visit === visits,
    collector: state.collector,
  }
}
