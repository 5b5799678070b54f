import { outgoingNames } from './alerts.ts'
import { auditNames } from './audit.ts'
import { eventsNames } from './events.ts'
import { answersNames, figuresNames } from './figures-query.ts'
import { followUpNames } from './follow-up.ts'
import { notAskedNames } from './not-asked.ts'
import { valuesNames } from './values.ts'

/** What the address of a view may say; a link from one view to the next keeps it all. */
const known: ReadonlySet<string> = new Set([
  ...figuresNames,
  ...answersNames,
  ...eventsNames,
  ...valuesNames,
  ...notAskedNames,
  ...outgoingNames,
  ...auditNames,
  ...followUpNames,
  'lang',
])

/** What is wrong with an address, whatever the view: who has asked for some answers must not be shown others. */
export interface WrongAddress {
  field: string
  found: string
  /** Null: it may be there, but once only. */
  allowed: readonly string[] | null
}

/** Null where every parameter is known, and there once. */
export function wrongAddress(parameters: URLSearchParams): WrongAddress | null {
  for (const [field, found] of parameters) {
    if (!known.has(field)) return { field, found, allowed: [...known] }
    if (parameters.getAll(field).length > 1) return { field, found, allowed: null }
  }
  return null
}
