import type * as z from 'zod/mini'

export type OwnSchema = z.core.$ZodTypes

/** zod types what is inside a schema as any schema at all; all of ours are zod's own. */
export const ownSchema = (schema: z.core.SomeType): OwnSchema => schema as OwnSchema

/** What an optional schema is of. */
export const innerOf = (schema: OwnSchema): OwnSchema =>
  schema._zod.def.type === 'optional' ? innerOf(ownSchema(schema._zod.def.innerType)) : schema

/** An option, or what stands inside one. */
export interface Place {
  /** `hours.days[]`: `*` is any name, `[]` any place in a list. */
  path: string
  schema: OwnSchema
}

const categories = ['promoter', 'passive', 'detractor']

/** The names of a shape; the three groups of visitors, of which each is like the others, are one. */
function namesOf(shape: z.core.$ZodShape): (readonly [name: string, schema: OwnSchema])[] {
  const fields = Object.entries(shape)
  const [first] = fields
  return first && fields.every(([name]) => categories.includes(name))
    ? [['*', ownSchema(first[1])]]
    : fields.map(([name, schema]) => [name, ownSchema(schema)])
}

/** An option, and all that may stand inside it by its schema. Conditions, which may stand in many, are left closed. */
export function placesOf(path: string, some: z.core.SomeType, closed: readonly unknown[] = []): Place[] {
  const schema = innerOf(ownSchema(some))
  return [
    { path, schema: ownSchema(some) },
    ...(closed.includes(schema) ? [] : insideOf(path, schema, closed)),
  ]
}

function insideOf(path: string, schema: OwnSchema, closed: readonly unknown[]): Place[] {
  const { def } = schema._zod
  switch (def.type) {
    case 'object':
      return namesOf(def.shape).flatMap(([name, field]) => placesOf(`${path}.${name}`, field, closed))
    case 'record':
      return placesOf(`${path}.*`, def.valueType, closed)
    case 'array':
      return placesOf(`${path}[]`, def.element, closed)
    case 'union':
      return def.options.flatMap(option => insideOf(path, innerOf(ownSchema(option)), closed))
    default:
      return []
  }
}
