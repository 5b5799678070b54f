import type { Situation } from '../core/situation.ts'
import type { Desk } from './conductor-part.ts'
import type { Environment } from './environment.ts'
import type { Memory } from './memory.ts'

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
