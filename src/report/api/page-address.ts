import { outgoingNames } from './alerts.ts'
import { auditNames } from './audit.ts'
import { eventsNames } from './events.ts'
import { answersNames, figuresNames } from './figures-query.ts'
import { followUpNames } from './follow-up.ts'
import { notAskedNames } from './not-asked.ts'
import { valuesNames } from './values.ts'

/** The parameters that a view's URL may have; links from one view to the next keep all of them. */
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

/** What is wrong with a URL, for any view: somebody asking for certain answers must not be shown others. */
export interface WrongAddress {
  field: string
  found: string
  /** Null: it is allowed, but only once. */
  allowed: readonly string[] | null
}

/** Null if every parameter is known and occurs only once. */
export function wrongAddress(parameters: URLSearchParams): WrongAddress | null {
  for (const [field, found] of parameters) {
    if (!known.has(field)) return { field, found, allowed: [...known] }
    if (parameters.getAll(field).length > 1) return { field, found, allowed: null }
  }
  return null
}
