import * as z from 'zod/mini'
import { isRaw, type Raw } from '../options/own.ts'
import { innerOf, type OwnSchema, ownSchema } from '../options/places.ts'

/** A place where an option is wrong, as deep inside it as can be determined. */
export interface WrongPlace {
  /** The path from the option on: its name, names inside it, indices in lists. */
  path: readonly (string | number)[]
  /** The same in the form that names examples: `*` is any name, `[]` any index. */
  pattern: string
  /** The schema for that place; for an unknown name, that of the object that has it. */
  schema: OwnSchema
  value: unknown
  /** If a name is unknown: the names allowed. */
  names?: readonly string[]
}

export const isRight = (schema: OwnSchema, value: unknown): boolean => z.safeParse(schema, value).success

const categories = ['promoter', 'passive', 'detractor']

/** All groups of visitors share one pattern. */
const patternOf = (pattern: string, name: string, shape: Raw): string =>
  `${pattern}.${Object.keys(shape).every(key => categories.includes(key)) ? '*' : name}`

/**
 * The places where a value doesn't fit a schema; empty if it fits. Among alternative schemas, the one closest to the value
 * counts.
 *
 * @param at the place of the value
 */
export function wrongPlaces(
  some: z.core.SomeType,
  value: unknown,
  at: Pick<WrongPlace, 'path' | 'pattern'>,
): WrongPlace[] {
  const whole = ownSchema(some)
  if (isRight(whole, value)) return []
  const schema = innerOf(whole)
  const inside = placesInside(schema, value, at)
  // A problem with the whole, such as too few entries, is in no place inside.
  return inside.length ? inside : [{ ...at, schema, value }]
}

function placesInside(
  schema: OwnSchema,
  value: unknown,
  { path, pattern }: Pick<WrongPlace, 'path' | 'pattern'>,
): WrongPlace[] {
  const { def } = schema._zod
  const deeper = (name: string | number, of: string, field: z.core.SomeType, inner: unknown) =>
    wrongPlaces(field, inner, { path: [...path, name], pattern: of })
  const unknown = (name: string, names: readonly string[]): WrongPlace => ({
    path: [...path, name],
    pattern,
    schema,
    value: isRaw(value) ? value[name] : undefined,
    names,
  })
  if (def.type === 'array' && Array.isArray(value))
    return value.flatMap((element, place) => deeper(place, `${pattern}[]`, def.element, element))
  if (def.type === 'object' && isRaw(value)) {
    const names = Object.keys(def.shape)
    return [
      ...Object.entries(def.shape).flatMap(([name, field]) =>
        deeper(name, patternOf(pattern, name, def.shape), field, value[name]),
      ),
      ...Object.keys(value)
        .filter(name => !names.includes(name) && value[name] !== undefined)
        .map(name => unknown(name, names)),
    ]
  }
  if (def.type === 'record' && isRaw(value)) {
    const key = ownSchema(def.keyType)
    const names = key._zod.def.type === 'enum' ? Object.values(key._zod.def.entries).map(String) : []
    return Object.entries(value).flatMap(([name, inner]) =>
      isRight(key, name) ? deeper(name, `${pattern}.*`, def.valueType, inner) : [unknown(name, names)],
    )
  }
  if (def.type === 'union') {
    const found = def.options
      .map(option => placesInside(innerOf(ownSchema(option)), value, { path, pattern }))
      .filter(places => places.length)
    const strangers = (places: readonly WrongPlace[]) => places.filter(({ names }) => names).length
    return found.sort((a, b) => strangers(a) - strangers(b) || a.length - b.length)[0] ?? []
  }
  return []
}
