import type { RuleName } from '../../protocol/rule-name.ts'

/** The values that a sentence may mention: the verdict's, each already in the reader's language. */
export interface Spoken {
  /** The value found, as it is. */
  found: string
  /** The value allowed, as it is. */
  allowed: string
  /** The value found as an instant, or as a length of time. */
  foundAt: string
  foundLength: string
  allowedAt: string
  allowedLength: string
  /** The instant from which it would pass, or null if there is none. */
  from: string | null
  /** Nothing was found: it never happened, or there is none. */
  none: boolean
}

/** One sentence if the rule passes, one if it doesn't. */
export type RuleWords = Readonly<
  Record<RuleName, readonly [pass: (said: Spoken) => string, fail: (said: Spoken) => string]>
>

/** The lines around the sentences. */
export interface Frame {
  asks(survey: string): string
  asksNot(survey: string): string
  asksFrom(survey: string, from: string): string
  isOpen(survey: string): string
  noTrigger: string
  /** Before the list of what has happened. */
  happened: string
  /** The surveys that wait for something that happened; there may be none. */
  waitsFor(surveys: readonly string[]): string
  /** A survey waits, from a trigger until at least an instant. */
  waits(survey: string, trigger: string, due: string): string
  outbox(count: number): string
  decisions(count: number): string
  memory(kind: string): string
}
