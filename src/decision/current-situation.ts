import type { Situation } from '../eligibility/situation.ts'
import type { Trigger } from '../protocol/trigger.ts'
import { type DecisionState, respondentOf } from './state.ts'

/** Whether consent allows asking and remembering the visitor at all. */
export const hasConsent = ({ settings, page: { statements } }: DecisionState): boolean =>
  statements.consent === true || (settings.consent === 'not-needed' && statements.consent !== false)

/** Gathers what the rules judge, as it is on this page at this instant. */
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
