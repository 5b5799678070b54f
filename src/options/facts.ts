import * as z from 'zod/mini'

/** What a schema cannot say about an option. */
export interface Facts {
  /** The default, as a site would write it. Left out: there is none. */
  default?: unknown
  /** The unit of a number. */
  unit?: string
}

/** The facts of each option, by its schema. The schemas say where an option may stand: in a site, a survey, or both. */
export const facts = z.registry<Facts>()

/** The names of formats that a schema alone cannot describe; `kinds.ts` exports a kind of each name. */
export const formats = z.registry<{ format: string }>()

/** An optional option, and the facts about it. */
export function option<Schema extends z.core.SomeType>(schema: Schema, known: Facts = {}) {
  const optional = z.optional(schema)
  facts.add(optional, known)
  return optional
}

/** Names the format of a schema: the kind of that name reads its values. */
export function formatted<Schema extends z.core.$ZodType>(format: string, schema: Schema): Schema {
  formats.add(schema, { format })
  return schema
}
