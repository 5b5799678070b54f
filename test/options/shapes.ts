import * as z from 'zod/mini'
import { formats } from '../../src/options/facts.ts'

/** A value of each format, and of each text that must look in some way. */
const formatted: Readonly<Record<string, readonly unknown[]>> = {
  duration: ['0', '45s', '30m', '12h', '90d', '2w'],
  clockTime: ['00:00', '23:59', '24:00'],
  instant: ['2026-05-01', '2026-05-01T09:00', '2026-05-01T09:00:30.5Z', '2026-05-01T09:00+02:00'],
  zone: ['Europe/Stockholm', 'UTC'],
}

const own = (schema: z.core.SomeType) => schema as z.core.$ZodTypes

/** One of each, at least: the shapes that a site may write by a schema. */
export function shapesOf(some: z.core.SomeType): readonly unknown[] {
  const schema = own(some)
  const { def } = schema._zod
  const format = formats.get(schema)?.format
  if (format && formatted[format]) return formatted[format]
  switch (def.type) {
    case 'optional':
      return shapesOf(def.innerType)
    case 'string':
      // What an id may be, a path, and any other text.
      return ['checkout', '/a*', 'Any text'].filter(text => z.safeParse(schema, text).success)
    case 'number':
      return [0, 1, 0.5, 100].filter(value => z.safeParse(schema, value).success)
    case 'boolean':
      return [true, false]
    case 'enum':
      return Object.values(def.entries)
    case 'literal':
      return def.values
    case 'array':
      return [[], shapesOf(def.element), ...shapesOf(def.element).map(one => [one])].filter(
        list => z.safeParse(schema, list).success,
      )
    case 'record': {
      const [name = ''] = shapesOf(def.keyType).map(String)
      return [{}, ...shapesOf(def.valueType).map(value => ({ [name]: value }))].filter(
        record => z.safeParse(schema, record).success,
      )
    }
    case 'union':
      return def.options.flatMap(shapesOf)
    case 'object':
      return objectsOf(def.shape, format === 'siteTrigger')
    default:
      throw new Error(`no value of a schema of type "${def.type}" is known`)
  }
}

/** An object with its required fields, and each other field in each of its shapes; also all of them together, if allowed. */
function objectsOf(shape: z.core.$ZodShape, isOneOf: boolean): object[] {
  const fields = Object.entries(shape).map(([name, schema]) => ({
    name,
    values: shapesOf(schema),
    isOptional: own(schema)._zod.def.type === 'optional',
  }))
  const firsts = (some: typeof fields) =>
    Object.fromEntries(some.map(({ name, values }) => [name, values[0]]))
  const needed = firsts(fields.filter(({ isOptional }) => !isOptional))
  const single = fields.flatMap(({ name, values }) => values.map(value => ({ ...needed, [name]: value })))
  if (isOneOf) return single.filter(one => Object.keys(one).length === 2)
  return [needed, ...single, firsts(fields)]
}
