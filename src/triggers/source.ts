import type { Browser } from '../browser/browser.ts'
import type { TriggerSource } from '../protocol/response.ts'

/** What a source may use of the page's loader: the options, the storage key, the data layer, and where to report triggers. */
export interface SourceContext {
  /**
   * Reports that something happened: a checkout, a support contact, or a trigger of the site's own; details as they were
   * found.
   */
  trigger(name: string, details: unknown, source: TriggerSource): void
  /** An option as the page wrote it, not validated. */
  option(name: string): unknown
  /** The site's storage key for a name. */
  key(name: string): string
  /** Whether an order without a number may be a new one: its page was neither reloaded nor returned to. */
  isFresh(): boolean
  /**
   * Listens to everything in a data layer, or a vendor's queue of that kind, both present and future; see
   * `data-layer/data-layer.ts`.
   */
  listen(name: string, listener: (entry: object) => void): { look(): void; leave(): void }
}

/**
 * One vendor or platform. `look` is called whenever it may have appeared, and after each navigation within the page; it
 * attaches only once.
 */
export interface Source {
  look(): void
  destroy?(): void
}

export type CreateSource = (context: SourceContext, browser: SourcesBrowser) => Source

/** All of them together. */
export type Sources = Required<Source>
export type CreateSources = (context: SourceContext) => Sources

/** The parts of the browser that sources use: a shop's own script may have left a mark in its storage. */
export type SourcesBrowser = Pick<Browser, 'now' | 'local'>
