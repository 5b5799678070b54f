import type { Situation } from '../eligibility/situation.ts'
import type { Settings } from '../options/settings.ts'
import type { Milliseconds } from '../time/milliseconds.ts'

/**
 * What an asking takes from the page beyond what the conductor needs to decide: the moment, the way in and out of
 * sight, the right to show, the network.
 */
export interface Stage {
  /** The name and version under which it sends. */
  client: string
  /** A UUIDv7 (RFC 9562, section 5.7). */
  newId(now: Milliseconds): string
  /** Sends to the endpoint; only the npm package knows one that is a function. */
  fetch(endpoint: Settings['endpoint'], init: RequestInit): Promise<Response>
  /** Runs an action later, at once after a delay that is over; the returned function cancels it. */
  later(delay: Milliseconds, action: () => void): () => void
  /**
   * A right that one tab of the site has at a time; null where another has it. Rejects where there are no Web Locks, or none
   * that a page may hold for long: Gecko keeps no page that holds one for the way back, and looks before `pagehide`.
   * @param brief it is given back in a moment
   */
  claim(name: string, brief?: boolean): Promise<(() => void) | null>
  /** What a survey would disturb now. */
  moment(): NonNullable<Situation['moment']> | null
  /** Hears events of the page, before the page does. */
  on(types: string, listener: (event: Event) => void, signal: AbortSignal): void
  /** Where an inline survey goes. */
  findInline(): Element | null
  /** What a record tells of the page, and the languages to ask in: the page's, then the browser's. */
  page(): PageStory
  /** Tells the page's other scripts by an event on `window`, `howlikely:` and the name. */
  announce(event: string, detail: unknown): void
  /** The page's cookies, as `document.cookie` shows them; '' where none may be read. */
  cookies(): string
}

export interface PageStory {
  /** The first is empty where the page names none. */
  languages: readonly string[]
  /** Navigation to the load event's end, null while loading. */
  loadMs: Milliseconds | null
  secondsOnPage: number
}

const randomDigit = () => ((crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) % 16).toString(16)

function newId(now: Milliseconds): string {
  const time = now.toString(16).padStart(12, '0')
  // 48 bits of time, the version 7, and the variant 8 before what is random.
  const rest = '7xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, randomDigit)
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest}`
}

/** The deepest element that has focus, through open shadow roots. */
function focused(root: DocumentOrShadowRoot): Element | null {
  const element = root.activeElement
  return element?.shadowRoot ? focused(element.shadowRoot) : element
}

const findInline = () => document.querySelector('how-likely,[data-howlikely-inline]')

/** The browser, as an asking sees it. */
export const stage: Stage = {
  client: `howlikely/${__VERSION__}`,
  newId,
  fetch: (endpoint, init) => fetch(`${endpoint}`, init),
  later(delay, action) {
    // A longer timer would fire at once; no page is open for so long.
    const timer = delay < 2 ** 31 ? setTimeout(action, delay) : 0
    return () => clearTimeout(timer)
  },
  claim: (name, brief) =>
    new Promise((resolve, reject) => {
      // Gecko alone has a build's number.
      const { locks, buildID } = navigator as Navigator & { buildID?: string }
      const hold = (lock: Lock | null) =>
        lock ? new Promise<void>(release => resolve(release)) : resolve(null)
      // Where there are none this throws, which rejects.
      if (brief || !buildID) locks.request(name, { ifAvailable: true }, hold).catch(reject)
      else reject()
    }),
  moment() {
    if (document.hidden) return 'hidden'
    // In these one types or picks; buttons, boxes and sliders cannot be written in.
    if (focused(document)?.matches(':read-write,select')) return 'typing'
    const modals = document.querySelectorAll('dialog:modal,[aria-modal=true]')
    return [...modals].some(modal => modal.getClientRects().length) ? 'modal' : null
  },
  on(types, listener, signal) {
    for (const type of types.split(' ')) addEventListener(type, listener, { capture: true, signal })
  },
  findInline,
  page() {
    const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    return {
      languages: [document.documentElement.lang, ...navigator.languages],
      // Without an entry that is NaN, which is none as well.
      loadMs: Math.round(entry?.loadEventEnd as number) || null,
      secondsOnPage: Math.round(performance.now() / 1000),
    }
  },
  announce: (event, detail) => window.dispatchEvent(new CustomEvent(`howlikely:${event}`, { detail })),
  cookies() {
    try {
      return document.cookie
    } catch {
      return '' // A sandboxed frame.
    }
  },
}
