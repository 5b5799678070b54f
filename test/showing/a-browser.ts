import type { Browser, Disturbance, StorageArea } from '../../src/browser/browser.ts'
import { createDecision } from '../../src/decision/create-decision.ts'
import type { Explainer, Findings } from '../../src/decision/explainer.ts'
import type { Decision } from '../../src/decision/page-context.ts'
import type { LocaleWords } from '../../src/i18n/locale-words.ts'
import type { ResponseRecord } from '../../src/protocol/response.ts'
import { createShowing } from '../../src/showing/create-showing.ts'
import type { Draft, SurveyRequest } from '../../src/survey/survey-request.ts'
import type { Milliseconds } from '../../src/time/milliseconds.ts'
import { aBrowserInMemory, aPageOf } from '../doubles/browser.ts'
import { aClock, settled } from '../doubles/clock.ts'
import { noLocks, someLocks } from '../doubles/locks.ts'
import { aPageContext, notHere } from '../doubles/page-context.ts'
import { aStorageArea } from '../doubles/storage-area.ts'

/** How a shop goes from page to page: by a new document, or within one. */
export type Shop = 'classic' | 'single-page'

export const shops: readonly Shop[] = ['classic', 'single-page']

type Listener = (event: Event) => void

/** A browser with a clock set by hand, real rules and real storage, and a recorder in the card's place. */
export interface ABrowser {
  local: StorageArea
  /** Records that the endpoint has received, in order. */
  sent: ResponseRecord[]
  /** The console's output. */
  said: string[]
  /** @param copied the tab of which this one is a copy, as browsers make them */
  tab(shop?: Shop, copied?: ATab): ATab
  /** Time passes: every timer that runs out in it does. */
  pass(time: Milliseconds): Promise<void>
}

export interface ATab {
  session: StorageArea
  /**
   * Opens a page: in a classic shop, or at first, a new document. Without one, or with the same, the page reloads.
   * @param disturbance what a survey would disturb there from the start @default nothing
   */
  go(path?: string, disturbance?: Disturbance | null): Promise<void>
  happens(name: string, details?: object): Promise<void>
  /** A command of the page. */
  command(name: string, argument?: string): Promise<void>
  /** What a survey would disturb from now on; the page hears of it by an event. */
  disturb(disturbance: Disturbance | null, event?: string): Promise<void>
  fire(type: string, fields?: object): Promise<void>
  /** The survey that is open, by its id, or null. */
  open(): string | null
  /** The open survey's request, as the card gets it. */
  card(): SurveyRequest
  /** The frame is painted, unless the page is hidden or gone. */
  paint(): void
  /** The languages whose words were requested, in order. */
  wordLoads(): readonly string[]
  /** How many on this page look at it again and again. */
  watchers(): number
  /** Runs all looks at the page. */
  look(): Promise<void>
  /** The page takes the card out of itself, and does so again as soon as it is back, or not. */
  takeOut(how?: { forGood: boolean }): void
  /** The page breaks the next card: showing it throws. */
  breakCard(): void
  /** What can be seen in the page from now on: selectors, or `no selector: ` and an invalid one. */
  shows(...selectors: string[]): void
  /** Why nobody is asked yet, as `explain` learns it, and the triggers that wait, by their names. */
  waits(): Promise<{ moment: unknown; triggers: string[] }>
  /** Goes to another site. */
  leave(): Promise<void>
  /** Its process is gone, without a word. */
  crash(): void
}

export function aBrowser(about: {
  options?: Record<string, unknown>
  /** @default real locks; none is a page without TLS */
  locks?: 'none'
  local?: StorageArea
  /** The page's languages. @default English alone */
  languages?: readonly string[]
  /** The endpoint's answer. @default it accepts everything */
  answer?: () => Response
}): ABrowser {
  const { local = aStorageArea(), options = {}, languages = ['en'] } = about
  const { answer = () => new Response(null, { status: 204 }) } = about
  const clock = aClock()
  const locks = someLocks()
  const sent: ResponseRecord[] = []
  const said: string[] = []
  const paints: (() => void)[] = []
  let names = 0

  const tab = (shop: Shop = 'classic', copied?: ATab): ATab => {
    const session = aStorageArea()
    for (const key of copied?.session.keys() ?? []) session.set(key, copied?.session.get(key) ?? '')
    let path = '/'
    let disturbance: Disturbance | null = null
    const listeners: { type: string; listener: Listener; own: object; signal: AbortSignal }[] = []
    let watchers = new Set<() => void>()
    let seen: readonly string[] = []
    let isHostile = false
    let isBreaking = false
    let unpainted: (() => void)[] = []
    let decision: Decision | undefined
    let document = {}
    let card: SurveyRequest | null = null
    const wordLoads: string[] = []

    const browserOf = (own: object): Browser =>
      aBrowserInMemory({
        clock: {
          ...clock,
          later: (delay, action) => clock.later(delay, () => own === document && action()),
        },
        newId() {
          names += 1
          return `response ${names}`
        },
        local,
        session,
        page: () => aPageOf({ url: `https://shop.example${path}`, path }),
        pageStory: () => ({ languages, loadMs: null, secondsOnPage: 0 }),
        async fetch(_endpoint, { body }) {
          sent.push(JSON.parse(`${body}`))
          return answer()
        },
        afterPaint: action => void unpainted.push(action),
        requestLock: about.locks === 'none' ? noLocks : locks.of(own),
        disturbance: () => disturbance,
        listen(types, listener, signal) {
          for (const type of types.split(' ')) listeners.push({ type, listener, own, signal })
        },
        isSeen: selector => (seen.includes(`no selector: ${selector}`) ? null : seen.includes(selector)),
        watchPage(look) {
          // Each handler is a separate one, even if it calls the same function.
          const watcher = () => look()
          watchers.add(watcher)
          return () => void watchers.delete(watcher)
        },
        warn: sentence => void said.push(sentence),
      })

    const start = () => {
      const own = {}
      document = own
      watchers = new Set()
      seen = []
      isHostile = false
      disturbance = null
      card = null
      const browser = browserOf(own)
      // The element that was found is the one that is looked at.
      const explainer = { noteDecision: () => {}, explain: (found: Findings) => found }
      decision = createDecision({
        page: aPageContext(options, { browser }),
        browser,
        parts: {
          asking: async () => context =>
            createShowing(context, browser, {
              createSurvey: request => ({
                question: 'How likely?',
                reasonQuestion: () => 'Why?',
                show() {
                  const breaks = isBreaking
                  isBreaking = false
                  if (breaks) throw new Error('The page has changed what cards are drawn with.')
                  card = isHostile ? null : request
                },
                stepAside() {
                  card = null
                },
                isInPage: () => card === request,
                send: async () => {},
                remove() {
                  card = null
                },
              }),
              async words(locale) {
                wordLoads.push(locale)
                return {} as LocaleWords // This card doesn't use any words.
              },
              locales: ['de'],
            }),
          explainer: async () => explainer as unknown as Explainer,
          configFile: notHere,
          cookies: notHere,
          consentTools: notHere,
          respondents: notHere,
        },
      })
    }
    const look = () => {
      if (disturbance !== 'hidden') for (const watcher of [...watchers]) watcher()
    }
    const tell = (type: string, fields: object = {}) => {
      for (const { listener, signal, own, ...one } of [...listeners]) {
        const isHere = one.type === type && own === document && !signal.aborted
        if (isHere) listener(Object.assign(new Event(type), fields))
      }
    }
    const begone = () => {
      locks.releaseAll(document)
      document = {}
      unpainted = []
      card = null
      decision = undefined
    }
    const paint = () => {
      if (disturbance !== 'hidden') for (const action of unpainted.splice(0)) action()
    }
    paints.push(paint)

    return {
      session,
      async go(next = path, found = null) {
        const isReload = next === path
        path = next
        if (!decision || shop === 'classic' || isReload) {
          tell('pagehide')
          begone()
          start()
          disturbance = found
        } else look()
        await settled()
      },
      async happens(name, details = {}) {
        decision?.trigger({ name, details, source: 'command', at: clock.now() })
        await settled()
      },
      async command(name, argument) {
        await decision?.run(name, argument)
        await settled()
      },
      async disturb(next, event = 'focusout') {
        disturbance = next
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
      paint,
      wordLoads: () => wordLoads,
      watchers: () => watchers.size,
      async look() {
        look()
        await settled()
      },
      takeOut({ forGood } = { forGood: false }) {
        isHostile = forGood
        card = null
      },
      breakCard() {
        isBreaking = true
      },
      shows(...selectors) {
        seen = selectors
      },
      async waits() {
        // The explaining part is replaced by one that only returns the findings.
        const { asking } = ((await decision?.run('explain')) ?? {}) as Partial<Findings>
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
      for (const paint of paints) paint()
      await clock.pass(time)
    },
  }
}

/** The visitor chooses a score and writes a reason, and sees both, without sending them. */
export function writes(tab: ATab, score: number, reason: string): void {
  choose(tab, score, reason)
  tab.paint()
}

/** The same, before any of it is painted. */
export function choose(tab: ATab, score: number, reason = ''): void {
  const { events } = tab.card()
  const draft: Draft = { score, reason, answers: {}, contact: { allowed: false, email: '' } }
  events.scoreChosen(score, 'Why?')
  events.draftChanged(draft)
}
