import type { Page } from 'playwright'

/** Tools that ask visitors for consent, by their published interfaces, and as small as those allow. */

interface GooglePage {
  dataLayer: unknown[]
  google_tag_data?: {
    ics: {
      entries: Record<string, { default?: boolean; update?: boolean }>
      listeners: (() => void)[]
      addListener(types: string[], listener: () => void): void
    }
  }
}

type Command = readonly [kind: 'default' | 'update', words: Record<string, unknown>]

function push([kind, words]: Command): void {
  const host = window as unknown as GooglePage
  host.dataLayer ??= []
  ;(function gtag(..._call: unknown[]) {
    // biome-ignore lint/complexity/noArguments: a function's own arguments are what Google's tags look for
    host.dataLayer.push(arguments)
  })('consent', kind, words)
}

/** A command of Google's Consent Mode, as `gtag` pushes it. */
export const gtagConsent = (page: Page, ...command: Command): Promise<void> => page.evaluate(push, command)

/** The same before any script of a page runs, on each page. */
export const gtagConsentOnEachPage = (page: Page, ...command: Command) => page.addInitScript(push, command)

/** Google's tags, as far as they keep consent: templates of a tag manager tell them, and no data layer hears of it. */
export const googleTags = (page: Page) =>
  page.addInitScript(() => {
    const listeners: (() => void)[] = []
    ;(window as unknown as GooglePage).google_tag_data = {
      ics: {
        entries: { analytics_storage: { default: false } },
        listeners,
        addListener: (_types, listener) => void listeners.push(listener),
      },
    }
  })

export const templateUpdates = (page: Page, isGranted: boolean) =>
  page.evaluate(update => {
    const ics = (window as unknown as GooglePage).google_tag_data?.ics
    if (!ics) throw new Error('Google’s tags are not on this page.')
    ics.entries.analytics_storage = { default: false, update }
    for (const listener of ics.listeners) listener()
  }, isGranted)

interface TcfPage {
  __tcfapi: {
    (command: string, version: number, callback: (...answer: unknown[]) => void, parameter?: unknown): void
    queue?: unknown[][]
  }
  cmp: { say(data: object): void; listeners: Map<number, (...answer: unknown[]) => void> }
}

/** The stub that is on a page from the start: it queues requests until the real tool comes. */
export const tcfStub = (page: Page) =>
  page.addInitScript(() => {
    const queue: unknown[][] = []
    const stub: TcfPage['__tcfapi'] = (...call) => void queue.push(call)
    stub.queue = queue
    ;(window as unknown as TcfPage).__tcfapi = stub
  })

/** The real tool arrives, takes over what the stub has queued, and says what it knows. */
export const tcfArrives = (page: Page, data: object) =>
  page.evaluate(first => {
    const host = window as unknown as TcfPage
    const kept = host.__tcfapi?.queue ?? []
    const listeners = new Map<number, (...answer: unknown[]) => void>()
    let ids = 0
    let last = first
    const answer = (id: number) =>
      listeners.get(id)?.({ tcfPolicyVersion: 5, cmpStatus: 'loaded', listenerId: id, ...last }, true)
    host.__tcfapi = (command, _version, callback, parameter) => {
      if (command === 'addEventListener') {
        ids += 1
        listeners.set(ids, callback)
        answer(ids)
      } else if (command === 'removeEventListener') {
        callback(listeners.delete(parameter as number))
      } else callback(null, false)
    }
    host.cmp = {
      listeners,
      say(next) {
        last = next
        for (const id of listeners.keys()) answer(id)
      },
    }
    for (const call of kept) host.__tcfapi(...(call as Parameters<TcfPage['__tcfapi']>))
  }, data)

/** The visitor has chosen, or the choice was known: consent to the purposes of these numbers. */
export const tcData = (eventStatus: string, ...purposes: number[]) => ({
  eventStatus,
  gdprApplies: true,
  purpose: {
    consents: Object.fromEntries(
      Array.from({ length: 11 }, (_, place) => [place + 1, purposes.includes(place + 1)]),
    ),
  },
})

export const tcfSays = (page: Page, data: object) =>
  page.evaluate(next => (window as unknown as TcfPage).cmp.say(next), data)

export const tcfListeners = (page: Page) =>
  page.evaluate(() => (window as unknown as TcfPage).cmp.listeners.size)
