import { toJson } from '../protocol/to-json.ts'
/** Options of the site or of a survey as they were written. */
export type Written = Readonly<Record<string, unknown>>

/** Options that are each right, and yet cannot do what they are there for. */
export interface Finding {
  /**
   * 'never-passes': nobody is ever asked by it. 'no-effect': it changes nothing. The others: the card shows something
   * else than was written.
   */
  code:
    | 'never-passes'
    | 'no-effect'
    | 'wrong-style'
    | 'refused-link'
    | 'corrected-colour'
    | 'unknown-language'
  /** The path of the option to be changed. */
  option: string
  /** As it would be written. */
  found: string
  /** What comes of it, as the middle of a sentence. */
  why: string
  /** What to write. */
  allowed: string
}

/** A survey's rules as they hold: its own, else the site's. */
export interface HeldRules {
  /** The survey's id, for what is said. */
  id: string
  /** Undefined where neither has it. */
  value(name: string): unknown
  /** Where it stands. */
  path(name: string): string
}

/** A value as it would be written among the options. */
export const written = (value: unknown): string => toJson(value) ?? 'nothing'
