import type { LoaderBrowser } from '../browser/browser.ts'
import type { Problem } from '../options/settings.ts'
import type { ResponseRecord, TriggerSource } from '../protocol/response-record.ts'
import type { Milliseconds } from '../time/milliseconds.ts'

/** The events that a page can listen to, and what each passes to its handlers. */
export interface EventDetails {
  /** The card was shown. */
  asked: ResponseRecord
  /** A score was chosen, or another one. */
  scored: ResponseRecord
  /** Send was pressed. */
  answered: ResponseRecord
  /** The card was closed without a score. */
  dismissed: ResponseRecord
  /** The endpoint has taken the response. */
  delivered: ResponseRecord
  /** Something is wrong that the site should know about. */
  problem: Problem
}

/** The name of an event. */
export type EventName = keyof EventDetails

export type EventHandler = (detail: unknown) => void

/** A handler that the page has registered for an event. */
export interface HandlerEntry {
  event: unknown
  handler: EventHandler
}

/** Options as somebody wrote them, unread. */
export type WrittenOptions = Readonly<Record<string, unknown>>

/** A trigger as the page reports it; its details may come from anywhere and have not been read yet. */
export interface RawTrigger {
  name: string
  details: unknown
  source: TriggerSource
  at: Milliseconds
}

/** What the page has said so far. The loader keeps it up to date and hands it to the parts that it wakes. */
export interface PageContext {
  readonly browser: LoaderBrowser
  /** When the loader was built. */
  readonly builtAt: Milliseconds
  /** The site's options, later layers win: the tag's attributes (all texts), the JSON block's, the command's. */
  readonly layers: readonly WrittenOptions[]
  /** What `identify` and `consent` were last given, unread; an earlier signature of the same person is kept. */
  readonly statements: { identify?: unknown; consent?: unknown }
  /** The page's query when it was opened. */
  readonly query: URLSearchParams
  /** [first visit, visits, pages in this visit, last page view] in epoch milliseconds; null if nothing is counted. */
  seen: readonly number[] | null
  /** What has happened on this page, whatever it led to, oldest first: the last 50. */
  readonly triggerLog: RawTrigger[]
  /** Counts this page view, unless that is done or nothing is counted yet; updates `seen`. */
  countPage(): void
  /** Begins to count visits if they are not counted yet, since somebody is being asked. */
  countVisits(): unknown
  /** The handlers that the page has registered for events. */
  readonly handlers: Set<HandlerEntry>
}

/** The part that decides, once it is awake. */
export interface Decision {
  trigger(trigger: RawTrigger): void
  /**
   * Runs one of the commands that only the decision knows: show, close, explain, forget. Warns about any other.
   * @param argument the survey's id, for show
   */
  run(command: unknown, argument?: unknown): unknown
  /** Options, identity or consent changed. */
  changed(): void
  destroy(): void
}
