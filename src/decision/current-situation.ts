import type { Environment } from '../browser/environment.ts'
import type { Situation } from '../eligibility/situation.ts'
import type { Memory } from '../history/memory.ts'
import type { Desk } from './decision-part.ts'

/** Gathers what the rules may look at, as it is at this instant, on this page. */
export function lookAround(
  environment: Environment,
  desk: Desk,
  about: Pick<Situation, 'settings' | 'respondent' | 'trigger'> & { memory: Memory },
): Situation {
  const { settings, memory } = about
  const page = environment.page()
  const history = memory.history()
  const [firstVisitAt = 0, visits = 0, pages = 0] = desk.seen ?? []
  return {
    ...about,
    ...desk.said,
    ...page,
    page,
    history,
    now: environment.now(),
    builtAt: desk.builtAt,
    canRemember: memory.canRemember,
    seen: visits ? { firstVisitAt, visits, pages } : null,
    consent: settings.consent === 'not-needed' || desk.said.consent === true,
    askedInThisVisit: history.visit === visits,
  }
}
