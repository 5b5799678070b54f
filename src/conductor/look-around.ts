import { deviceOf } from '../core/device.ts'
import { referrerOrigin } from '../core/page-url.ts'
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
  const { settings, memory, respondent, trigger } = about
  const page = environment.page()
  const [firstVisitAt = 0, visits = 0, pages = 0, lastPageViewAt = 0] = desk.seen() ?? []
  return {
    now: environment.now(),
    builtAt: desk.builtAt,
    settings,
    canRemember: memory.canRemember,
    history: memory.history(),
    seen: visits ? { firstVisitAt, visits, pages, lastPageViewAt } : null,
    respondent,
    trigger,
    page: {
      path: new URL(page.url).pathname,
      locale: page.languages[0] ?? 'en',
      referrer: referrerOrigin(page.referrer),
      device: deviceOf(page),
    },
    consent: settings.consent === 'not-needed' || desk.said.consent === true,
    gpc: page.gpc,
    automation: page.isAutomated,
    openElsewhere: false,
    askedInThisVisit: false,
    moment: null,
    collector: 'not-asked',
    opened: false,
  }
}
