import type { Device } from '../protocol/response.ts'
import type { Milliseconds } from '../time/milliseconds.ts'

/** A place that keeps texts. Nothing throws: a blocked or full place reads as empty and refuses to write. */
export interface StorageArea {
  get(key: string): string | null
  /** False where the text could not be kept. */
  set(key: string, text: string): boolean
  remove(key: string): void
  keys(): string[]
}

/** The page's cookies as `document.cookie` gives and takes them; both may throw. */
export interface CookieJar {
  readonly host: string
  readonly isSecure: boolean
  read(): string
  write(cookie: string): void
}

/** What the audience rules look at. */
export interface PageView {
  path: string
  /** The page's language, else the browser's: a BCP 47 tag. */
  locale: string
  /** The origin of the page that led here, or null. */
  referrer: string | null
  device: Device
}

/** The page as it is now. */
export interface PageFacts extends PageView {
  url: string
  /** A program drives the browser. */
  automation: boolean
  /** The visitor's browser sends the Global Privacy Control signal. */
  gpc: boolean
}

/** What a record says of the page, and which languages it could be asked in. */
export interface PageStory {
  /** The page's language, empty where it names none, and then the browser's languages. */
  languages: readonly string[]
  /** From navigation to the end of the load event; null while the page is loading. */
  loadMs: Milliseconds | null
  secondsOnPage: number
}

/** Why this is no good moment for a survey. */
export type Disturbance = 'hidden' | 'fullscreen' | 'modal' | 'typing'

/**
 * Everything that the widget takes from the browser: storage, network, clock, dice and page. Nothing else of it reaches
 * for these, so a test that passes in another `Browser` controls them all.
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
  /** Runs an action later, at once where the delay is over; returns what cancels it. */
  later(delay: Milliseconds, action: () => void): () => void
  /** Runs an action once the browser has nothing better to do, within two seconds. */
  whenIdle(action: () => void): void
  /** Runs an action right after the next paint. A hidden page paints nothing, so it may never run. */
  afterPaint(action: () => void): void
  /**
   * A lock that one tab of the site holds at a time; null where another tab has it. Rejects where there are no Web Locks,
   * or none that a page may hold for long: Gecko keeps no page with a held lock in its back-forward cache. A lock that
   * this page has released can be requested again at once.
   * @param isBrief whether it is released in a moment
   */
  requestLock(name: string, isBrief?: boolean): Promise<(() => void) | null>
  /** What a survey would disturb now, or null. */
  disturbance(): Disturbance | null
  /** Hears events of the window, before the page does. Types are separated by spaces. */
  listen(types: string, listener: (event: Event) => void, signal: AbortSignal): void
  /** Whether anything that fits a selector can be seen; null where it is no selector. */
  isSeen(selector: string): boolean | null
  /** Has somebody look at the page again and again while it is visible; returns what stops that. */
  watchPage(look: () => void): () => void
  /** Puts another query into the address bar; the page and its history entry stay. */
  replaceQuery(query: string): void
  /** Where an inline survey goes, or null. */
  findInlinePlace(): Element | null
  /** Tells the page's other scripts, by an event `howlikely:NAME` on the window. */
  announce(name: string, detail: unknown): void
  /** Says one sentence on the console. */
  warn(sentence: string): void
}

/** What the loader needs of a storage. */
export interface LoaderStorage {
  /** Null or undefined where there is nothing, or nothing can be read. */
  get(key: string): string | null | undefined
  set(key: string, text: string): unknown
}

/** What the loader needs on every page. */
export interface LoaderBrowser extends Pick<Browser, 'now' | 'whenIdle'> {
  readonly local: LoaderStorage
  readonly session: LoaderStorage
}

/** What it takes to decide. */
export type DecisionBrowser = Pick<
  Browser,
  'now' | 'local' | 'session' | 'random' | 'cookies' | 'page' | 'fetch' | 'replaceQuery' | 'warn'
>
