import type { Browser } from '../browser/browser.ts'
import type { TriggerSource } from '../protocol/response.ts'

/** What a source may use of the page's loader: the options, the storage key, the data layer, and where to report triggers. */
export interface SourceContext {
  /** Something happened: a checkout, a support contact, or a trigger of the site's own; details as they were found. */
  trigger(name: string, details: unknown, source: TriggerSource): void
  /** An option as the page wrote it, unread. */
  option(name: string): unknown
  /** The storage key of the site for a name. */
  key(name: string): string
  /** Whether an order without a number may be a new one: its page was neither loaded again nor come back to. */
  isFresh(): boolean
  /** Listens to all that a data layer, or a vendor's queue of that kind, holds and gets; see `data-layer/data-layer.ts`. */
  listen(name: string, listener: (entry: object) => void): { look(): void; leave(): void }
}

/**
 * One vendor or platform. `look` is called whenever it may have appeared, and after each navigation within the page; it
 * attaches once and never twice.
 */
export interface Source {
  look(): void
  destroy?(): void
}

export type CreateSource = (context: SourceContext, browser: SourcesBrowser) => Source

/** All of them together. */
export type Sources = Required<Source>
export type CreateSources = (context: SourceContext) => Sources

/** What of the browser the sources take: a shop's own script may have left a mark in its storage. */
export type SourcesBrowser = Pick<Browser, 'now' | 'local'>
