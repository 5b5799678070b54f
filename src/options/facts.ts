import * as z from 'zod/mini'

/** What a schema cannot say of an option. */
export interface Facts {
  /** What holds without the option, as a site would write it. Left out: nothing holds. */
  default?: unknown
  /** What a number counts. */
  unit?: string
}

/** The facts of each option, by its schema. Where an option may stand, the schemas say: a site's, a survey's, or both. */
export const facts = z.registry<Facts>()

/** The names of formats that no schema describes by itself; `kinds.ts` exports a kind of each name. */
export const formats = z.registry<{ format: string }>()

/** An option that may be left out, and what is known of it. */
export function option<Schema extends z.core.SomeType>(schema: Schema, known: Facts = {}) {
  const optional = z.optional(schema)
  facts.add(optional, known)
  return optional
}

/** Names the format of a schema: its values are read by the kind of that name. */
export function formatted<Schema extends z.core.$ZodType>(format: string, schema: Schema): Schema {
  formats.add(schema, { format })
  return schema
}
