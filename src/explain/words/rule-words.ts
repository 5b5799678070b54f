import type { RuleName } from '../../protocol/rule-name.ts'

/** What a sentence may speak of: the verdict's values, each already in the reader's language. */
export interface Spoken {
  /** The value found, as it stands. */
  found: string
  /** The value allowed, as it stands. */
  allowed: string
  /** The value found as an instant, or as a length of time. */
  foundAt: string
  foundLength: string
  allowedAt: string
  allowedLength: string
  /** From when it would pass, or null where no such instant exists. */
  from: string | null
  /** Nothing was found: it never happened, or there is none. */
  none: boolean
}

/** One sentence where the rule passes, one where it doesn't. */
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
  /** Which surveys wait for something that has happened; none may. */
  waitsFor(surveys: readonly string[]): string
  /** A survey waits, from a trigger until an instant at least. */
  waits(survey: string, trigger: string, due: string): string
  outbox(count: number): string
  decisions(count: number): string
  memory(kind: string): string
}
