import type { Situation } from '../eligibility/situation.ts'
import type { Check } from '../explain/explain-part.ts'
import type { TriggerSource } from '../protocol/response.ts'
import type { Milliseconds } from '../time/milliseconds.ts'

export type EventName = 'asked' | 'scored' | 'answered' | 'dismissed' | 'delivered' | 'problem'

export type Handler = (record: unknown) => void

/** A trigger as the page reports it; its details come from anywhere and are not read yet. */
export interface RawTrigger {
  name: string
  details: unknown
  source: TriggerSource
  at: Milliseconds
}

/** What the page has said so far, and what the conductor may ask of whoever woke it. */
export interface Desk {
  /** When the loader was built. */
  readonly builtAt: Milliseconds
  /** The site's options as they were written, a later one wins; the first comes from the tag, all texts. */
  readonly layers: readonly Readonly<Record<string, unknown>>[]
  /** What `identify` and `consent` were given last, unread; or a tool that asks for consent. */
  readonly said: {
    readonly identify?: unknown
    consent?: unknown
    /** What the collector said of the last trigger. */
    collector?: Situation['collector']
  }
  /** What the page's address asks for, from its `howlikely…` parameters. */
  readonly asked: URLSearchParams
  /** The loader's count of visits and pages, or null where nothing counts. */
  seen: number[] | null
  /** What happened last without waking anybody, since it was quiet or nobody waits for it. */
  missed?: RawTrigger
  /** Begins to count visits where nothing did so yet: somebody is asked. */
  countVisits(): void
  /** The handlers that the page has put on events. */
  readonly handlers: readonly [event: string, handler: Handler][]
  /** Loads a built file once, by its name and digest; it hands itself over by name. */
  load<Part>(name: string, digest: string): Promise<Part>
  check(): Promise<Check>
}

/** The conductor, once awake. */
export interface Conductor {
  trigger(trigger: RawTrigger): void
  show(surveyId?: string): void
  close(): void
  explain(): Promise<unknown>
  forget(): Promise<void>
  /** Options, identity or consent changed. */
  changed(): void
  destroy(): void
}

export type CreateConductor = (desk: Desk) => Conductor
