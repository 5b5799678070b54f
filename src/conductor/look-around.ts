import { deviceOf } from '../core/device.ts'
import type { Seen } from '../core/history.ts'
import { referrerOrigin } from '../core/page-url.ts'
import type { Settings } from '../core/settings.ts'
import type { Situation } from '../core/situation.ts'
import type { Respondent, Trigger } from '../core/trigger.ts'
import type { Desk } from './conductor-part.ts'
import type { Environment } from './environment.ts'
import type { Memory } from './memory.ts'

export function readSeen(desk: Desk): Seen | null {
  const [firstVisitAt, visits, pages, lastPageViewAt] = desk.seen() ?? []
  if (firstVisitAt === undefined || visits === undefined || pages === undefined || lastPageViewAt === undefined) return null
  return { firstVisitAt, visits, pages, lastPageViewAt }
}

/** Gathers what the rules may look at, as it is at this instant. */
export function lookAround(
  environment: Environment,
  desk: Desk,
  about: {
    settings: Settings
    memory: Memory
    respondent: Respondent | null
    trigger: Trigger | null
    locale: string
    openElsewhere: boolean
    opened: boolean
  },
): Situation {
  const { settings, memory, respondent, trigger, locale, openElsewhere, opened } = about
  const page = environment.page()
  const seen = readSeen(desk)
  const history = memory.history()
  return {
    now: environment.now(),
    builtAt: desk.builtAt,
    settings,
    canRemember: memory.canRemember,
    history,
    seen,
    respondent,
    trigger,
    page: {
      path: new URL(page.url).pathname,
      locale,
      referrer: referrerOrigin(page.referrer),
      device: deviceOf(page),
    },
    consent: settings.consent === 'not-needed' || desk.consent() === true,
    gpc: page.gpc,
    automation: page.isAutomated,
    openElsewhere,
    askedInThisVisit: false,
    moment: opened ? null : environment.moment(),
    collector: 'not-asked',
    opened,
  }
}
