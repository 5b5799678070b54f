import type { Device } from '../protocol/response.ts'
import type { Milliseconds } from '../time/milliseconds.ts'

/** A place that keeps texts. Nothing throws: a blocked or full place reads as empty and refuses to write. */
export interface StorageArea {
  get(key: string): string | null
  /** False if the text could not be kept. */
  set(key: string, text: string): boolean
  remove(key: string): void
  keys(): string[]
}

/** The page's cookies, in the form that `document.cookie` uses; both methods may throw. */
export interface CookieJar {
  readonly host: string
  readonly isSecure: boolean
  read(): string
  write(cookie: string): void
}

/** What the audience rules look at. */
export interface PageView {
  path: string
  /** The page's language, or the browser's if the page has none: a BCP 47 tag. */
  locale: string
  /** The origin of the page that led here, or null. */
  referrer: string | null
  device: Device
}

/** The page as it is now. */
export interface PageFacts extends PageView {
  url: string
  /** Whether a program drives the browser. */
  automation: boolean
  /** Whether the visitor's browser sends the Global Privacy Control signal. */
  gpc: boolean
}

/** What a record says about the page, and the languages in which the page could ask. */
export interface PageStory {
  /** The page's language (empty if it names none), followed by the browser's languages. */
  languages: readonly string[]
  /** From navigation to the end of the load event; null while the page is loading. */
  loadMs: Milliseconds | null
  secondsOnPage: number
}

/** Why now is a bad moment for a survey. */
export type Disturbance = 'hidden' | 'fullscreen' | 'modal' | 'typing'

/**
 * Everything that the widget uses of the browser: storage, network, clock, random numbers and page. The widget reaches
 * them only through this interface, so a test can control them all by passing in another `Browser`.
 */
export interface Browser {
  now(): Milliseconds
  /** 0 ≤ random < 1 */
  random(): number
  /** A new UUIDv7 (RFC 9562, section 5.7). */
  newId(now: Milliseconds): string
  readonly local: StorageArea
  readonly session: StorageArea
  readonly cookies: CookieJar
  page(): PageFacts
  pageStory(): PageStory
  fetch(url: string, init: RequestInit): Promise<Response>
  /** Runs an action after a delay, or at once if it has already passed; returns a function that cancels it. */
  later(delay: Milliseconds, action: () => void): () => void
  /** Runs an action when the browser is idle, within two seconds at the latest. */
  whenIdle(action: () => void): void
  /** Runs an action right after the next paint. A hidden page paints nothing, so it may never run. */
  afterPaint(action: () => void): void
  /**
   * Requests a lock that one tab of the site holds at a time; resolves to null if another tab has it. Rejects if Web
   * Locks are missing, or if holding one for long would do harm: Gecko never puts a page that holds a lock into its
   * back-forward cache. This page can request a lock again as soon as it has released it.
   * @param isBrief whether the lock is released within moments
   */
  requestLock(name: string, isBrief?: boolean): Promise<(() => void) | null>
  /** What a survey would disturb now, or null. */
  disturbance(): Disturbance | null
  /** Listens to events of the window, ahead of the page's own handlers. Types are separated by spaces. */
  listen(types: string, listener: (event: Event) => void, signal: AbortSignal): void
  /** Whether anything that matches a selector can be seen; null if the selector is invalid. */
  isSeen(selector: string): boolean | null
  /** Calls `look` again and again while the page is visible; returns a function that stops this. */
  watchPage(look: () => void): () => void
  /** Puts another query into the address bar without reloading or adding a history entry. */
  replaceQuery(query: string): void
  /** The element for an inline survey, or null. */
  findInlinePlace(): Element | null
  /** Tells the page's other scripts by dispatching an event `howlikely:NAME` on the window. */
  announce(name: string, detail: unknown): void
  /** Prints one sentence as a warning on the console. */
  warn(sentence: string): void
}

/** What the loader needs from a storage. */
export interface LoaderStorage {
  /** Null or undefined if nothing is stored, or if it cannot be read. */
  get(key: string): string | null | undefined
  set(key: string, text: string): unknown
}

/** What the loader needs on every page. */
export interface LoaderBrowser extends Pick<Browser, 'now' | 'whenIdle'> {
  readonly local: LoaderStorage
  readonly session: LoaderStorage
}

/** What the decision needs to decide. */
export type DecisionBrowser = Pick<
  Browser,
  'now' | 'local' | 'session' | 'random' | 'cookies' | 'page' | 'fetch' | 'replaceQuery' | 'warn'
>
