import type { Environment, Shelf } from '../../src/browser/environment.ts'
import { createConductor } from '../../src/decision/conductor.ts'
import type { Conductor, Desk } from '../../src/decision/decision-part.ts'
import { createMore } from '../../src/decision/more.ts'
import { createLater } from '../../src/delivery/create-later.ts'
import type { Check } from '../../src/explain/explain-part.ts'
import type { Findings } from '../../src/explain/explanation.ts'
import type { ResponseRecord } from '../../src/protocol/response.ts'
import type { CreateAsking } from '../../src/showing/asking-part.ts'
import { createAsking } from '../../src/showing/create-asking.ts'
import type { Stage } from '../../src/showing/stage.ts'
import type { Draft, SurveyRequest } from '../../src/survey/survey-request.ts'
import type { Milliseconds } from '../../src/time/milliseconds.ts'
import { aShelf } from '../decision/a-page.ts'
import { noon } from '../eligibility/situations.ts'

/** How a shop goes from page to page: by a new document, or within one. */
export type Shop = 'classic' | 'single-page'

export const shops: readonly Shop[] = ['classic', 'single-page']

type Listener = (event: Event) => void

/** A browser with a clock that is set by hand, real rules and real storage, and in the card's place who notes it down. */
export interface ABrowser {
  local: Shelf
  /** Records that the endpoint has received, in order. */
  sent: ResponseRecord[]
  /** What was said on the console. */
  said: string[]
  /** @param copied the tab of which it is a copy, as browsers make them */
  tab(shop?: Shop, copied?: ATab): ATab
  /** Time passes: every timer that runs out in it does. */
  pass(time: Milliseconds): Promise<void>
}

export interface ATab {
  session: Shelf
  /** Opens a page: in a classic shop, or at first, a new document. Without one, the page reloads. */
  go(path?: string): Promise<void>
  happens(name: string, details?: object): Promise<void>
  /** What a survey would disturb from now on; the page hears of it by an event. */
  disturb(moment: ReturnType<Stage['moment']>, event?: string): Promise<void>
  fire(type: string, fields?: object): Promise<void>
  /** The survey that is open, by its id, or null. */
  open(): string | null
  /** The open survey's request, as the card gets it. */
  card(): SurveyRequest
  /** How often the card's file was asked for. */
  loads(): number
  /** Why nobody is asked yet, as `explain` learns it, and the triggers that wait, by their names. */
  waits(): Promise<{ moment: unknown; triggers: string[] }>
  /** Goes to another site. */
  leave(): Promise<void>
  /** Its process is gone, without a word. */
  crash(): void
}

/** Everything that has been begun and needs no time is done. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise(resolve => setTimeout(resolve))
}

const never = () => Promise.reject(new Error('not here'))

export function aBrowser(about: {
  options?: Record<string, unknown>
  /** @default real locks; none is a page without TLS */
  locks?: 'none'
  local?: Shelf
}): ABrowser {
  const { local = aShelf(), options = {} } = about
  const timers = new Set<{ at: Milliseconds; action: () => void; isGone: () => boolean }>()
  const locks = new Map<string, object>()
  const sent: ResponseRecord[] = []
  const said: string[] = []
  let now = noon
  let names = 0

  const tab = (shop: Shop = 'classic', copied?: ATab): ATab => {
    const session = aShelf()
    for (const key of copied?.session.keys() ?? []) session.set(key, copied?.session.get(key) ?? '')
    let path = '/'
    let moment: ReturnType<Stage['moment']> = null
    const listeners: { type: string; listener: Listener; own: object; signal: AbortSignal }[] = []
    let moved: (() => void)[] = []
    let conductor: Conductor | undefined
    let document = {}
    let card: SurveyRequest | null = null
    let loads = 0

    const environment = (): Environment => ({
      now: () => now,
      random: () => 0.5,
      local,
      session,
      page: () => ({
        url: `https://shop.example${path}`,
        path,
        locale: 'en',
        referrer: null,
        device: 'desktop',
        automation: false,
        gpc: false,
      }),
      say: sentence => void said.push(sentence),
    })

    const stageOf = (own: object): Stage => {
      const isGone = () => own !== document
      return {
        client: 'howlikely/1.0.0',
        newId() {
          names += 1
          return `response ${names}`
        },
        async fetch(_endpoint, { body }) {
          sent.push(JSON.parse(`${body}`))
          return new Response(null, { status: 204 })
        },
        later(delay, action) {
          const timer = { at: now + Math.max(0, delay), action, isGone }
          timers.add(timer)
          return () => void timers.delete(timer)
        },
        async claim(name) {
          if (about.locks === 'none') throw new Error('There are no locks.')
          if (locks.has(name)) return null
          locks.set(name, own)
          return () => void (locks.get(name) === own && locks.delete(name))
        },
        moment: () => moment,
        on(types, listener, signal) {
          for (const type of types.split(' ')) listeners.push({ type, listener, own, signal })
        },
        findInline: () => null,
        page: () => ({ languages: ['en'], loadMs: null, secondsOnPage: 0 }),
        announce: () => {},
        cookies: () => '',
      }
    }

    const askingOf =
      (own: object): CreateAsking =>
      desk =>
        createAsking(desk, stageOf(own), {
          async survey() {
            loads += 1
            return request => ({
              question: 'How likely?',
              reasonQuestion: () => 'Why?',
              show() {
                card = request
              },
              send: async () => {},
              remove() {
                card = null
              },
            })
          },
          words: never,
          locales: ['de'],
          later: async () => createLater,
        })

    const start = () => {
      const own = {}
      document = own
      moved = []
      moment = null
      card = null
      const desk: Desk = {
        builtAt: 0,
        layers: [{ endpoint: '/responses' }, options],
        said: {},
        asked: new URLSearchParams(),
        seen: null,
        countVisits: () => {},
        handlers: [],
        load: never,
        // What was found is what is looked at.
        check: async () => ({ note: () => {}, explain: (it: Findings) => it }) as unknown as Check,
      }
      conductor = createConductor(environment(), desk, {
        asking: async () => askingOf(own),
        more: async () => createMore(never, once => void moved.push(once)),
      })
    }
    const tell = (type: string, fields: object = {}) => {
      for (const { listener, signal, own, ...one } of [...listeners]) {
        const isHere = one.type === type && own === document && !signal.aborted
        if (isHere) listener(Object.assign(new Event(type), fields))
      }
    }
    const begone = () => {
      for (const [name, owner] of locks) if (owner === document) locks.delete(name)
      document = {}
      card = null
      conductor = undefined
    }

    return {
      session,
      async go(next = path) {
        const isReload = next === path
        path = next
        if (!conductor || shop === 'classic' || isReload) {
          tell('pagehide')
          begone()
          start()
        } else for (const one of moved.splice(0)) one()
        await settled()
      },
      async happens(name, details = {}) {
        conductor?.trigger({ name, details, source: 'command', at: now })
        await settled()
      },
      async disturb(next, event = 'focusout') {
        moment = next
        tell(event)
        await settled()
      },
      async fire(type, fields) {
        tell(type, fields)
        await settled()
      },
      open: () => card?.survey.id ?? null,
      card() {
        if (!card) throw new Error('No survey is open.')
        return card
      },
      loads: () => loads,
      async waits() {
        // In the place of what explains stands what only hands on what was found.
        const { asking } = ((await conductor?.explain()) ?? {}) as Partial<Findings>
        const triggers = asking?.waiting().map(({ trigger }) => trigger.name) ?? []
        return { moment: asking?.moment() ?? null, triggers }
      },
      async leave() {
        tell('pagehide')
        begone()
        await settled()
      },
      crash: begone,
    }
  }

  return {
    local,
    sent,
    said,
    tab,
    async pass(time) {
      const end = now + time
      await settled()
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)
        if (!next) break
        timers.delete(next)
        now = Math.max(now, next.at)
        if (!next.isGone()) next.action()
        await settled()
      }
      now = end
    },
  }
}

/** The visitor chooses a score and writes a reason, without sending them. */
export function writes(tab: ATab, score: number, reason: string): void {
  const { events } = tab.card()
  const draft: Draft = { score, reason, answers: {}, contact: { allowed: false, email: '' } }
  events.scoreChosen(score, 'Why?')
  events.draftChanged(draft)
}
