import type { Environment, Shelf } from '../../src/browser/environment.ts'
import { createConductor } from '../../src/decision/conductor.ts'
import type { Desk } from '../../src/decision/decision-part.ts'
import { createMore } from '../../src/decision/more.ts'
import type { Asking, Pending } from '../../src/showing/asking-part.ts'
import { rememberAsked } from '../../src/showing/remember.ts'
import { noon } from '../eligibility/situations.ts'

export function aShelf(): Shelf {
  const texts = new Map<string, string>()
  return {
    get: key => texts.get(key) ?? null,
    set: (key, text) => !!texts.set(key, text),
    remove: key => void texts.delete(key),
    keys: () => [...texts.keys()],
  }
}

const never = () => Promise.reject(new Error('not here'))

/**
 * A page with the conductor awake, and a browser that remembers in `local`. Whoever is to be asked is written to the
 * history at once, as a survey does before it is painted; `asked` tells the surveys.
 */
export function aPage(about: {
  local: Shelf
  options?: Record<string, unknown>
  at?: number
  /** The number of this visit, or null where nothing counts. */
  visit?: number | null
}) {
  const { local, options = {}, at = noon, visit = null } = about
  const asked: string[] = []
  const environment: Environment = {
    now: () => at,
    random: () => 0.5,
    local,
    session: aShelf(),
    page: () => ({
      url: 'https://shop.example/thank-you',
      path: '/thank-you',
      locale: 'en',
      referrer: null,
      device: 'desktop',
      automation: false,
      gpc: false,
    }),
    say: () => {},
  }
  const desk: Desk = {
    builtAt: 0,
    layers: [{ endpoint: '/responses' }, options],
    said: {},
    asked: new URLSearchParams(),
    seen: visit === null ? null : [at, visit, 1, at],
    countVisits: () => {},
    handlers: [],
    load: never,
    check: never,
  }
  const conductor = createConductor(environment, desk, {
    asking: async () => it => {
      const wait = ({ trigger, survey }: Pending) => {
        rememberAsked(it, survey, trigger)
        asked.push(survey)
      }
      return { wait, pickUp: async () => {} } as unknown as Asking // Nothing else is asked of it here.
    },
    more: async () => createMore(never),
  })
  return {
    asked,
    local,
    /** Something happens; resolves once the conductor has made up its mind. */
    async happens(name: string) {
      conductor.trigger({ name, details: {}, source: 'command', at })
      await new Promise(resolve => setTimeout(resolve))
    },
  }
}
