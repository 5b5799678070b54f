import type { Rule } from '../core/rule.ts'

/** Reads a value of a kind (see `core/option-tables.ts`); undefined where it is not one. */
export type ReadKind = (kind: string, value: unknown, zone: string | null) => unknown

/** What only some sites need: they pay for it with one more file, and all others don't. */
export interface More {
  read: ReadKind
  /** Whether dates, hours, audience and `never` let a survey ask. */
  allows: Rule
}
