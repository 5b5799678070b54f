import type { Milliseconds } from '../core/settings.ts'

/** A place to keep texts. Nothing throws: a place that is blocked reads as empty and refuses to write. */
export interface Shelf {
  get(key: string): string | null
  /** False where the text could not be kept. */
  set(key: string, text: string): boolean
  remove(key: string): void
  keys(): string[]
}

/** What deciding takes from the browser. What an asking takes besides is its stage. */
export interface Environment {
  now(): Milliseconds
  /** 0 ≤ random < 1 */
  random(): number
  local: Shelf
  session: Shelf
  page(): PageFacts
  /** Gets JSON; undefined where it cannot be had. */
  getJson(url: string): Promise<unknown>
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
    set: (key, text) =>
      attempt(it => {
        it.setItem(key, text)
        return true
      }, false),
    remove: key => attempt(it => it.removeItem(key), undefined),
    keys: () => attempt(it => Object.keys(it), []),
  }
}

/** The browser, as the conductor sees it. */
export const environment: Environment = {
  now: () => Date.now(),
  random: () => Math.random(),
  local: shelf(() => localStorage),
  session: shelf(() => sessionStorage),
  page() {
    const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    const { webdriver, globalPrivacyControl, languages } = navigator as Navigator & {
      globalPrivacyControl?: boolean
    }
    return {
      url: location.href,
      referrer: document.referrer,
      languages: [document.documentElement.lang, ...languages].filter(Boolean),
      screenWidth: Math.min(screen.width, screen.height),
      coarse: matchMedia('(pointer:coarse)').matches,
      loadMs: Math.round(entry?.loadEventEnd ?? 0) || null,
      secondsOnPage: Math.round(performance.now() / 1000),
      isAutomated: webdriver === true,
      gpc: globalPrivacyControl === true,
    }
  },
  getJson: url =>
    fetch(new URL(url, location.href).href).then(
      response => (response.ok ? response.json() : undefined),
      () => undefined,
    ),
  announce: (event, detail) => window.dispatchEvent(new CustomEvent(`howlikely:${event}`, { detail })),
  say: sentence => console.warn(`howlikely: ${sentence}`),
}
