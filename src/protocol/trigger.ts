import type { Milliseconds } from '../time/milliseconds.ts'
import type { TriggerSource } from './response.ts'

/** A value that may travel as it is: it has no fields of its own. */
export type Scalar = string | number | boolean

/** Something that happened and may lead to a survey: a checkout, a support contact, a visit. */
export interface Trigger {
  name: string
  /** The order number or ticket id: the same name and ref ask once. */
  ref: string | null
  value: number | null
  currency: string | null
  source: TriggerSource
  at: Milliseconds
  signature: string | null
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
  name: string
  ref: string | null
  /** When it happened, by the clock of who holds it: the collector's there, the browser's on the page. */
  at: Milliseconds
  properties: Readonly<Record<string, unknown>>
}
