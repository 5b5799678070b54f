import type { StorageArea } from '../../src/browser/browser.ts'
import type { Asking, AskingContext, WaitingTrigger } from '../../src/decision/asking.ts'
import { createDecision } from '../../src/decision/create-decision.ts'
import { rememberAsking } from '../../src/history/record-asking.ts'
import { aBrowserInMemory } from '../doubles/browser.ts'
import { aClock } from '../doubles/clock.ts'
import { aPageContext, notHere } from '../doubles/page-context.ts'
import { noon } from '../eligibility/situations.ts'

/** Writes an asking to the history at once, as a survey does before it is painted. */
export function remember(
  { browser, memory, page, settings }: AskingContext,
  { survey, trigger }: WaitingTrigger,
): void {
  const visit = page.seen?.[1] ?? null
  rememberAsking(memory(), { site: settings().site, survey, trigger, visit, now: browser.now() })
}

/**
 * A page with the decision awake, and a browser that remembers in `local`. Visitors who are to be asked are recorded in
 * the history at once; `asked` lists the surveys.
 */
export function aPage(about: {
  local: StorageArea
  options?: Record<string, unknown>
  at?: number
  /** The number of this visit, or null if nothing counts. */
  visit?: number | null
}) {
  const { local, options = {}, at = noon } = about
  const asked: string[] = []
  const browser = aBrowserInMemory({ clock: aClock(at), local })
  const page = aPageContext(options, {
    browser,
    countPage() {
      page.seen = about.visit ? [at, about.visit, 1, at] : null
    },
  })
  const decision = createDecision({
    page,
    browser,
    parts: {
      asking: async () => context => {
        const wait = (waiting: WaitingTrigger) => {
          remember(context, waiting)
          asked.push(waiting.survey)
        }
        return { wait, resume: async () => {} } as unknown as Asking // Nothing else is asked of it here.
      },
      explainer: notHere,
      configFile: notHere,
      cookies: notHere,
      consentTools: notHere,
      respondents: notHere,
    },
  })
  return {
    asked,
    local,
    /** Something happens; resolves once the decision is made. */
    async happens(name: string) {
      decision.trigger({ name, details: {}, source: 'command', at })
      await new Promise(resolve => setTimeout(resolve))
    },
  }
}
