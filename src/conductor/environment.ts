import type { Milliseconds } from '../core/settings.ts'
import type { Situation } from '../core/situation.ts'

/** A place to keep texts. Nothing throws: a place that is blocked reads as empty and refuses to write. */
export interface Shelf {
  get(key: string): string | null
  /** False where the text could not be kept. */
  set(key: string, text: string): boolean
  remove(key: string): void
  keys(): string[]
}

/**
 * A right that one tab of the site has at a time; `null` where another tab has it.
 * @param lease the storage key that does where there are no Web Locks; without it, everybody gets the right
 */
export type Claim = (name: string, lease?: string) => Promise<(() => void) | null>

/** Everything that is taken from the browser: the one place for DOM, storage, network, clock and dice. */
export interface Environment {
  now(): Milliseconds
  /** 0 ≤ random < 1 */
  random(): number
  /** A UUIDv7 (RFC 9562, section 5.7). */
  newId(): string
  local: Shelf
  session: Shelf
  fetch(url: string, init: RequestInit): Promise<Response>
  /** Runs an action later; the returned function cancels it. */
  later(delay: Milliseconds, action: () => void): () => void
  claim: Claim
  page(): PageFacts
  moment(): Situation['moment']
  /** The moment may have changed: visibility, focus, a dialog. Returns what stops the listening. */
  onMoment(listener: () => void): () => void
  /** The page goes out of sight, perhaps for good. */
  onHidden(listener: () => void): () => void
  /** The page goes away; it may come back from the back-forward cache. */
  onLeave(listener: () => void): () => void
  /** The page comes back from the back-forward cache. */
  onReturn(listener: () => void): () => void
  /** The network is back. */
  onOnline(listener: () => void): () => void
  /** Where an inline survey goes. */
  findInline(): Element | null
  /** Tells the page's other scripts by an event on `window`, `howlikely:` and the name. */
  announce(event: string, detail: unknown): void
  /** Says one sentence on the console. */
  say(sentence: string): void
}

export interface PageFacts {
  url: string
  referrer: string
  /** The page's language, then the browser's. */
  languages: readonly string[]
  /** Shorter side of the screen in CSS pixels, and whether the main pointer is coarse. */
  screenWidth: number
  coarse: boolean
  /** Navigation to the load event's end, null while loading. */
  loadMs: Milliseconds | null
  secondsOnPage: number
  isAutomated: boolean
  gpc: boolean
}

function shelf(storage: () => Storage): Shelf {
  const attempt = <Value>(use: (storage: Storage) => Value, otherwise: Value): Value => {
    try {
      return use(storage())
    } catch {
      return otherwise // Blocked or full: merely reading `localStorage` may throw.
    }
  }
  return {
    get: key => attempt(it => it.getItem(key), null),
    set: (key, text) => attempt(it => (it.setItem(key, text), true), false),
    remove: key => attempt(it => it.removeItem(key), undefined),
    keys: () => attempt(it => Object.keys(it), []),
  }
}

function newId(now: Milliseconds): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const random = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  const variant = '89ab'[(bytes[8] ?? 0) & 3]
  const time = now.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(3, 6)}-${random.slice(6, 18)}`
}

/** The deepest element that has focus, through open shadow roots. */
function focused(root: DocumentOrShadowRoot): Element | null {
  const element = root.activeElement
  return element?.shadowRoot ? focused(element.shadowRoot) : element
}

const isTyped = (element: Element | null): boolean =>
  !!element?.matches(
    'textarea,select,[contenteditable]:not([contenteditable=false]),input:not([type=button],[type=submit],[type=reset],[type=checkbox],[type=radio],[type=range],[type=image],[type=file])',
  )

/** A lease is renewed at half its life; a tab that crashed lets go when it ends. */
const leaseLife = 10_000

/** The browser, as the conductor sees it. */
export function createEnvironment(): Environment {
  const local = shelf(() => localStorage)
  const now = () => Date.now()
  const listen = (target: EventTarget, types: string, listener: (event: Event) => void) => {
    const names = types.split(' ')
    for (const type of names) target.addEventListener(type, listener, true)
    return () => {
      for (const type of names) target.removeEventListener(type, listener, true)
    }
  }
  const later = (delay: Milliseconds, action: () => void) => {
    const timer = setTimeout(action, delay)
    return () => clearTimeout(timer)
  }

  /** Web Locks need a secure context; elsewhere a lease in local storage does, as well as it can. */
  const claimLease = async (key: string) => {
    const me = newId(now())
    const until = () => {
      const [owner, end] = (local.get(key) ?? '').split(' ')
      return owner !== me && Number(end) - now() <= leaseLife ? Number(end) : 0
    }
    if (until() > now()) return null
    let stop = () => {}
    const renew = () => {
      local.set(key, `${me} ${now() + leaseLife}`)
      stop = later(leaseLife / 2, renew)
    }
    renew()
    return () => {
      stop()
      local.remove(key)
    }
  }

  const claim: Claim = async (name, lease) => {
    const locks = navigator.locks
    if (!locks) return lease ? claimLease(lease) : () => {}
    return new Promise(resolve => {
      locks
        .request(
          name,
          { ifAvailable: true },
          lock => (lock ? new Promise<void>(release => resolve(release)) : resolve(null)),
        )
        .catch(() => resolve(null)) // A frame whose origin is opaque may hold no locks.
    })
  }

  return {
    now,
    random: Math.random,
    newId: () => newId(now()),
    local,
    session: shelf(() => sessionStorage),
    fetch: (url, init) => fetch(url, init),
    later,
    claim,
    page() {
      const entry = performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined
      return {
        url: location.href,
        referrer: document.referrer,
        languages: [document.documentElement.lang, ...navigator.languages].filter(Boolean),
        screenWidth: Math.min(screen.width, screen.height),
        coarse: matchMedia('(pointer: coarse)').matches,
        loadMs: entry?.loadEventEnd ? Math.round(entry.loadEventEnd) : null,
        secondsOnPage: Math.round(performance.now() / 1000),
        isAutomated: navigator.webdriver === true,
        gpc: (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true,
      }
    },
    moment() {
      if (document.visibilityState === 'hidden') return 'hidden'
      if (isTyped(focused(document))) return 'typing'
      const modals = document.querySelectorAll('dialog:modal,[aria-modal=true]')
      return [...modals].some(modal => modal.getClientRects().length) ? 'modal' : null
    },
    onMoment: listener => {
      // Focus and dialogs settle after their event, so the moment is looked at in the next task.
      let cancel = () => {}
      const stop = listen(document, 'visibilitychange focusin focusout click keyup close', () => {
        cancel()
        cancel = later(50, listener)
      })
      return () => {
        cancel()
        stop()
      }
    },
    onHidden: listener => {
      const stops = [
        listen(document, 'visibilitychange', () => document.visibilityState === 'hidden' && listener()),
        listen(window, 'pagehide', listener),
      ]
      return () => stops.forEach(stop => stop())
    },
    onLeave: listener => listen(window, 'pagehide', listener),
    onReturn: listener => listen(window, 'pageshow', event => (event as PageTransitionEvent).persisted && listener()),
    onOnline: listener => listen(window, 'online', listener),
    findInline: () => document.querySelector('how-likely,[data-howlikely-inline]'),
    announce: (event, detail) => window.dispatchEvent(new CustomEvent(`howlikely:${event}`, { detail })),
    say: sentence => console.warn(`howlikely: ${sentence}`),
  }
}
