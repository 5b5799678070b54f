import type { Page } from 'playwright'

/** What a script may leave in a page. */
export interface Traces {
  /** Listeners on what is still there: target, type, and how often. */
  listeners: string[]
  timers: number
  observers: number
  channels: number
  locks: string[]
  globals: string[]
  /** Own properties of objects that scripts like to wrap. */
  wrapped: string[]
  html: string
  sheets: number
}

/** Counts what is added and what is removed, from before any script of the page runs. */
export const watchTraces = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const live: { target: EventTarget; type: string; listener: unknown; capture: boolean }[] = []
    const captureOf = (options: unknown) =>
      typeof options === 'object' && options !== null
        ? !!(options as AddEventListenerOptions).capture
        : !!options
    const forget = (target: EventTarget, type: string, listener: unknown, capture: boolean) => {
      const index = live.findIndex(
        one =>
          one.target === target && one.type === type && one.listener === listener && one.capture === capture,
      )
      if (index >= 0) live.splice(index, 1)
    }
    const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype
    EventTarget.prototype.addEventListener = function (type, listener, options) {
      const target = this ?? window
      const capture = captureOf(options)
      add.call(target, type, listener, options)
      if (!listener || (typeof options === 'object' && options.signal?.aborted)) return
      forget(target, type, listener, capture)
      live.push({ target, type, listener, capture })
      if (typeof options !== 'object') return
      if (options.signal) add.call(options.signal, 'abort', () => forget(target, type, listener, capture))
      if (options.once) add.call(target, type, () => forget(target, type, listener, capture), { once: true })
    }
    EventTarget.prototype.removeEventListener = function (type, listener, options) {
      remove.call(this ?? window, type, listener, options)
      forget(this ?? window, type, listener, captureOf(options))
    }

    const timers = new Set<number>()
    for (const [start, stop] of [
      ['setTimeout', 'clearTimeout'],
      ['setInterval', 'clearInterval'],
    ] as const) {
      const begin = window[start] as typeof setTimeout
      const end = window[stop]
      const counted = (action: (...given: unknown[]) => void, ms?: number, ...given: unknown[]) => {
        const run = (...all: unknown[]) => {
          if (start === 'setTimeout') timers.delete(id)
          action(...all)
        }
        const id = begin(run, ms, ...given) as unknown as number
        timers.add(id)
        return id
      }
      Object.assign(window, {
        [start]: counted,
        [stop](id: number) {
          timers.delete(id)
          end(id)
        },
      })
    }

    let observers = 0
    for (const name of [
      'MutationObserver',
      'ResizeObserver',
      'IntersectionObserver',
      'PerformanceObserver',
    ] as const) {
      const { prototype } = window[name] as {
        prototype: { observe(...given: unknown[]): void; disconnect(): void }
      }
      const { observe, disconnect } = prototype
      const observing = new WeakSet<object>()
      prototype.observe = function (...given) {
        if (!observing.has(this)) observers += 1
        observing.add(this)
        observe.apply(this, given)
      }
      prototype.disconnect = function () {
        if (observing.delete(this)) observers -= 1
        disconnect.call(this)
      }
    }
    let channels = 0
    const Channel = BroadcastChannel
    Object.assign(window, {
      BroadcastChannel: class extends Channel {
        constructor(name: string) {
          super(name)
          channels += 1
        }
        override close() {
          channels -= 1
          super.close()
        }
      },
    })

    const nameOf = (target: EventTarget) => (target === window ? 'window' : target.constructor.name)
    const isThere = (target: EventTarget) => !(target instanceof Node) || target.isConnected
    Object.assign(window, {
      async traces(): Promise<Traces> {
        const { held = [], pending = [] } = await navigator.locks.query()
        const ownOf = (name: string, object: object) =>
          Object.getOwnPropertyNames(object).map(own => `${name}.${own}`)
        const { dataLayer } = window as unknown as { dataLayer?: object }
        return {
          listeners: live
            .filter(({ target }) => isThere(target) && !(target instanceof AbortSignal))
            .map(({ target, type }) => `${nameOf(target)} ${type}`)
            .sort(),
          timers: timers.size,
          observers,
          channels,
          locks: [...held, ...pending].map(({ name = '' }) => name),
          globals: Object.getOwnPropertyNames(window).sort(),
          wrapped: [
            ...ownOf('history', history),
            ...(dataLayer && Object.hasOwn(dataLayer, 'push') ? ['dataLayer.push'] : []),
            ...ownOf('console', console),
          ].sort(),
          html: document.documentElement.outerHTML,
          sheets: document.adoptedStyleSheets.length,
        }
      },
    })
  })

export const tracesIn = (page: Page): Promise<Traces> =>
  page.evaluate(() => (window as unknown as { traces(): Promise<Traces> }).traces())
