import * as z from 'zod/mini'
import { isRaw, type Raw } from '../options/own.ts'
import { innerOf, type OwnSchema, ownSchema } from '../options/places.ts'

/** Where an option is wrong, as deep inside it as can be told. */
export interface WrongPlace {
  /** From the option on: its name, names inside it, places in lists. */
  path: readonly (string | number)[]
  /** The same as examples are named: `*` is any name, `[]` any place. */
  pattern: string
  /** What is right there; of a name too many, that of the object which has it. */
  schema: OwnSchema
  value: unknown
  /** Where a name stands that none is right for: the names that are. */
  names?: readonly string[]
}

export const isRight = (schema: OwnSchema, value: unknown): boolean => z.safeParse(schema, value).success

const categories = ['promoter', 'passive', 'detractor']

/** Any group of visitors is like the others. */
const patternOf = (pattern: string, name: string, shape: Raw): string =>
  `${pattern}.${Object.keys(shape).every(one => categories.includes(one)) ? '*' : name}`

/**
 * Where a value does not fit a schema; empty where it fits. Of schemas that are alternatives, the one that the value comes
 * nearest to counts.
 *
 * @param at where the value stands
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
  // What is wrong with it as a whole, too few entries for one, stands nowhere inside.
  return inside.length ? inside : [{ ...at, schema, value }]
}

function placesInside(
  schema: OwnSchema,
  value: unknown,
  { path, pattern }: Pick<WrongPlace, 'path' | 'pattern'>,
): WrongPlace[] {
  const { def } = schema._zod
  const deeper = (name: string | number, of: string, one: z.core.SomeType, inner: unknown) =>
    wrongPlaces(one, inner, { path: [...path, name], pattern: of })
  const unknown = (name: string, names: readonly string[]): WrongPlace => ({
    path: [...path, name],
    pattern,
    schema,
    value: isRaw(value) ? value[name] : undefined,
    names,
  })
  if (def.type === 'array' && Array.isArray(value))
    return value.flatMap((one, place) => deeper(place, `${pattern}[]`, def.element, one))
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
    return Object.entries(value).flatMap(([name, one]) =>
      isRight(key, name) ? deeper(name, `${pattern}.*`, def.valueType, one) : [unknown(name, names)],
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
