import type { Milliseconds } from '../time/milliseconds.ts'
import type { TriggerSource } from './response-record.ts'

/** A value that may be sent as it is: it has no fields of its own. */
export type Scalar = string | number | boolean

/** Something that happened and may lead to a survey: a checkout, a support contact, a visit. */
export interface Trigger {
  /** The name that surveys wait for: 'checkout', 'support', or a name of the site's own. */
  name: string
  /** The order number or ticket id: the same name and ref are asked about once. */
  ref: string | null
  /** How much the purchase came to, in `currency`. */
  value: number | null
  /** An ISO 4217 code. */
  currency: string | null
  /** The source of the trigger. */
  source: TriggerSource
  /** When it happened. */
  at: Milliseconds
  /** The server's signature of name and ref. */
  signature: string | null
  /** Further details. */
  properties: Readonly<Record<string, Scalar>>
}

/** Who the site says the visitor is; a type rather than an interface, since a record may have unknown fields. */
export type Respondent = {
  id: string
  signature: string | null
  /** ISO date since which this person has been a customer. */
  since: string | null
  traits: Readonly<Record<string, Scalar>>
}

/** A trigger that the operator has left with the collector, for a respondent's next visit. */
export interface LeftTrigger {
  /** The name that surveys wait for. */
  name: string
  /** The order number or ticket id. */
  ref: string | null
  /** When it happened, by the clock of wherever it is: the collector's there, the browser's on the page. */
  at: Milliseconds
  /** Further details. */
  properties: Readonly<Record<string, unknown>>
}
