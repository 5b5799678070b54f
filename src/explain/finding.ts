import { toJson } from '../protocol/to-json.ts'
import type { Colour } from '../survey/theme/contrast.ts'

/** The options of the site or a survey as they were written. */
export type Written = Readonly<Record<string, unknown>>

/** A problem with options that are each right, yet cannot do what they are meant to. */
export interface Finding {
  /**
   * 'never-passes': it keeps everybody from being asked. 'no-effect': it changes nothing. 'not-sent': no answer arrives.
   * 'too-long': an answer cannot carry it whole. 'wrong-selector': it matches nothing. The others: the card shows something
   * other than was written.
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
  /** The path of the option to change. */
  option: string
  /** The value found, as it would be written. */
  found: string
  /** The consequence, as the middle of a sentence. */
  why: string
  /** What to write. */
  allowed: string
}

/** What checking options needs from the page. */
export interface Around {
  /** The page's URL. */
  page: string
  /** Undefined if the text is no colour. */
  colour(text: string): Colour | undefined
  /** Whether the browser accepts a value for a CSS property. */
  isRight(property: string, value: string): boolean
  /** Whether a text is a CSS selector. */
  isSelector(text: string): boolean
}

/** The rules in force for a survey: its own, else the site's. */
export interface HeldRules {
  /** The survey's id, for messages. */
  id: string
  /** Undefined if neither has it. */
  value(name: string): unknown
  /** The path of the option. */
  path(name: string): string
}

/** A value as it would be written in the options. */
export const written = (value: unknown): string => toJson(value) ?? 'nothing'
