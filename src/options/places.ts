import type * as z from 'zod/mini'

export type OwnSchema = z.core.$ZodTypes

/** zod types the inner part of a schema as any schema; all of ours are zod's own classes. */
export const ownSchema = (schema: z.core.SomeType): OwnSchema => schema as OwnSchema

/** The schema inside an optional one. */
export const innerOf = (schema: OwnSchema): OwnSchema =>
  schema._zod.def.type === 'optional' ? innerOf(ownSchema(schema._zod.def.innerType)) : schema

/** An option, or something inside one. */
export interface Place {
  /** Such as `hours.days[]`: `*` is any name, `[]` any place in a list. */
  path: string
  schema: OwnSchema
}

const categories = ['promoter', 'passive', 'detractor']

/** The names of a shape; the three categories of visitors count as one, since they have the same shape. */
function namesOf(shape: z.core.$ZodShape): (readonly [name: string, schema: OwnSchema])[] {
  const fields = Object.entries(shape)
  const [first] = fields
  return first && fields.every(([name]) => categories.includes(name))
    ? [['*', ownSchema(first[1])]]
    : fields.map(([name, schema]) => [name, ownSchema(schema)])
}

/** An option, and everything that its schema allows inside it. Conditions, which recur in many options, are not opened. */
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
