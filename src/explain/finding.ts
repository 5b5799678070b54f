import { toJson } from '../protocol/to-json.ts'
import type { Colour } from '../survey/theme/contrast.ts'

/** Options of the site or of a survey as they were written. */
export type Written = Readonly<Record<string, unknown>>

/** Options that are each right, and yet cannot do what they are there for. */
export interface Finding {
  /**
   * 'never-passes': nobody is ever asked by it. 'no-effect': it changes nothing. 'not-sent': no answer arrives. 'too-long':
   * an answer cannot carry it whole. 'wrong-selector': nothing is found by it. The others: the card shows something else
   * than was written.
   */
  code:
    | 'never-passes'
    | 'no-effect'
    | 'not-sent'
    | 'too-long'
    | 'wrong-selector'
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

/** What looking at options takes from the page. */
export interface Around {
  /** The page's address. */
  page: string
  /** Undefined where a text is no colour. */
  colour(text: string): Colour | undefined
  /** Whether the browser takes a value of a CSS property. */
  isRight(property: string, value: string): boolean
  /** Whether a text is a CSS selector. */
  isSelector(text: string): boolean
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
