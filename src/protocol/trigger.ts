import type { Milliseconds } from '../time/milliseconds.ts'
import type { TriggerSource } from './response-record.ts'

/** A value that may travel as it is: it has no fields of its own. */
export type Scalar = string | number | boolean

/** Something that happened and may lead to a survey: a checkout, a support contact, a visit. */
export interface Trigger {
  /** What surveys name: 'checkout', 'support', or a name of the site's own. */
  name: string
  /** The order number or ticket id: the same name and ref ask once. */
  ref: string | null
  /** What the purchase came to, in `currency`. */
  value: number | null
  /** An ISO 4217 code. */
  currency: string | null
  /** Who told of it. */
  source: TriggerSource
  /** When it happened. */
  at: Milliseconds
  /** The server's signature of name and ref. */
  signature: string | null
  /** What else was told. */
  properties: Readonly<Record<string, Scalar>>
}

/** Who the site says the visitor is; a type and no interface, since a record has fields that nobody knows. */
export type Respondent = {
  id: string
  signature: string | null
  /** ISO date since which this person is a customer. */
  since: string | null
  traits: Readonly<Record<string, Scalar>>
}

/** A trigger that the operator has left with the collector, for a respondent's next visit. */
export interface LeftTrigger {
  /** What surveys name. */
  name: string
  /** The order number or ticket id. */
  ref: string | null
  /** When it happened, by the clock of who holds it: the collector's there, the browser's on the page. */
  at: Milliseconds
  /** What else is known of it. */
  properties: Readonly<Record<string, unknown>>
}
