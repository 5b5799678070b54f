import type { Settings } from '../core/settings.ts'
import type { Situation } from '../core/situation.ts'
import type { Respondent, Trigger } from '../core/trigger.ts'
import type { Desk } from './conductor-part.ts'
import type { Environment } from './environment.ts'
import type { Memory } from './memory.ts'

/** Gathers what the rules may look at, as it is at this instant, on this page. */
export function lookAround(
  environment: Environment,
  desk: Desk,
  about: { settings: Settings; memory: Memory; respondent: Respondent | null; trigger: Trigger | null },
): Situation {
  const { settings, memory } = about
  const page = environment.page()
  const history = memory.history()
  const [firstVisitAt = 0, visits = 0, pages = 0] = desk.seen ?? []
  return {
    ...about,
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
