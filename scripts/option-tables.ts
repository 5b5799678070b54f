import type * as z from 'zod/mini'
import { facts, formats } from '../src/options/facts.ts'
import { asksNobody } from '../src/options/kinds.ts'
import { innerOf, ownSchema as own, type OwnSchema as Schema } from '../src/options/places.ts'
import { safeFallbacks } from '../src/options/safe-fallbacks.ts'
import * as schemas from '../src/options/schema.ts'
import { parseDuration } from '../src/time/duration.ts'

/** Options that the widget reads by hand: an endpoint may be a function, and surveys inherit from their site. */
const byHand = ['endpoint', 'surveys']

const formatOf = (schema: Schema) => formats.get(schema)?.format

const call = (name: string, ...values: readonly string[]) => `${name}(${values.join(', ')})`

/** A value as TypeScript code. */
function code(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(code).join(', ')}]`
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .map(([name, one]) => `${name}: ${code(one)}`)
      .join(', ')} }`.replace('{  }', '{}')
  if (typeof value === 'string')
    return `'${JSON.stringify(value).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)
    return `Number.${value > 0 ? 'POSITIVE' : 'NEGATIVE'}_INFINITY`
  return String(value)
}

/** A value that a site could write, as it is after reading. */
function asRead(schema: Schema, value: unknown): unknown {
  if (typeof value === 'string') {
    if (formatOf(schema) === 'duration') return parseDuration(value)
    const [hours, minutes] = value.split(':').map(Number)
    if (formatOf(schema) === 'clockTime') return (hours ?? 0) * 60 + (minutes ?? 0)
  }
  const { def } = schema._zod
  if (def.type !== 'object' || typeof value !== 'object' || value === null) return value
  const given = new Map(Object.entries(value))
  return Object.fromEntries(
    Object.entries(def.shape).flatMap(([name, field]) => {
      const written = given.has(name) ? given.get(name) : facts.get(field)?.default
      return written === undefined ? [] : [[name, asRead(innerOf(own(field)), written)]]
    }),
  )
}

interface Limits {
  least?: number
  most?: number
  isWhole: boolean
  patterns: RegExp[]
}

/** The limits in a schema's checks. */
function limitsOf(schema: Schema): Limits {
  const limits: Limits = { isWhole: false, patterns: [] }
  const { def } = schema._zod
  const checks = 'checks' in def && Array.isArray(def.checks) ? def.checks : []
  // The schema of a whole number is itself a check. All of them are zod's own.
  for (const check of [schema, ...checks] as z.core.$ZodChecks[]) {
    const about = check._zod.def
    if (!('check' in about)) continue
    if (about.check === 'greater_than' && about.inclusive) limits.least = Number(about.value)
    else if (about.check === 'less_than' && about.inclusive) limits.most = Number(about.value)
    else if (about.check === 'min_length') limits.least = about.minimum
    else if (about.check === 'number_format' && about.format === 'safeint') limits.isWhole = true
    else if (about.check === 'string_format' && 'pattern' in about && about.pattern)
      limits.patterns.push(about.pattern)
    else throw new Error(`no kind reads what the check "${about.check}" allows: name a format`)
  }
  return limits
}

/** Spells schemas with the exports of `kinds.ts`. */
class Spelling {
  readonly kinds = new Set<string>()
  /** Schemas that are exported under a name, and so spelled only once. */
  readonly named = new Map<string, string>()
  readonly #nameOf = new Map<unknown, string>(
    Object.entries(schemas).map(([name, schema]) => [schema, `${name[0]?.toLowerCase()}${name.slice(1)}`]),
  )

  of(schema: Schema): string {
    const name = this.#nameOf.get(schema)
    const format = formatOf(schema)
    if (format) return this.#formatted(format, schema)
    if (!name) return this.#structure(schema)
    if (!this.named.has(name)) {
      const spelled = this.#structure(schema)
      this.named.set(name, spelled)
    }
    return name
  }

  /** The lines of a table. */
  table(shape: z.core.$ZodShape): string[] {
    return Object.entries(shape)
      .filter(([name]) => !byHand.includes(name))
      .map(([name, schema]) => {
        const unit = facts.get(schema)?.unit
        const fallback = new Map(Object.entries(safeFallbacks)).get(name)?.value
        return `  ${name}: ${this.#field(own(schema), 'null', fallback)},${unit ? ` // ${unit}` : ''}`
      })
  }

  #kind(name: string, ...values: readonly string[]): string {
    this.kinds.add(name)
    return call(name, ...values)
  }

  #constant(name: string): string {
    this.kinds.add(name)
    return name
  }

  /**
   * @param missing replaces the value of a missing optional field without a default
   * @param fallback the value that applies if the field is wrong
   */
  #field(schema: Schema, missing?: string, fallback?: unknown): string {
    const inner = innerOf(schema)
    if (inner === schema) return this.of(schema)
    const { default: defaultValue } = facts.get(schema) ?? {}
    const held = defaultValue === undefined ? missing : code(asRead(inner, defaultValue))
    const values = [held, fallback === undefined ? undefined : this.#fallback(inner, fallback)]
    if (values[0] === values[1]) values.pop()
    return this.#kind('optional', this.of(inner), ...values.filter(value => value !== undefined))
  }

  #fallback(schema: Schema, fallback: unknown): string {
    return fallback === asksNobody ? this.#constant('asksNobody') : code(asRead(schema, fallback))
  }

  /** The kind of a format, applied to what is inside it, if anything is. */
  #formatted(format: string, schema: Schema): string {
    const { def } = schema._zod
    if (def.type === 'union') return this.#kind(format, ...def.options.map(one => this.of(own(one))))
    return def.type === 'object' ? this.#kind(format, this.#fields(def.shape)) : this.#constant(format)
  }

  #fields(shape: z.core.$ZodShape): string {
    const spelled = Object.entries(shape).map(([name, field]) => `${name}: ${this.#field(own(field))}`)
    return this.#kind('fields', `{ ${spelled.join(', ')} }`)
  }

  #structure(schema: Schema): string {
    const { def } = schema._zod
    const { least, most, isWhole, patterns } = limitsOf(schema)
    const range = [least, most].map(limit => `${limit}`)
    while (range.at(-1) === 'undefined') range.pop()
    switch (def.type) {
      case 'string':
        if (least !== undefined) throw new Error('no kind reads how long a text is: name a format')
        return patterns.length ? this.#kind('matching', ...patterns.map(String)) : this.#constant('text')
      case 'number':
        return this.#kind(isWhole ? 'whole' : 'number', ...range)
      case 'boolean':
        return this.#constant('flag')
      case 'enum':
        return this.#kind('oneOf', ...Object.values(def.entries).map(code))
      case 'literal':
        return this.#kind('oneOf', ...def.values.map(code))
      case 'array':
        return this.#kind('list', this.of(own(def.element)), ...range)
      case 'record':
        return this.#kind('record', this.of(own(def.valueType)))
      case 'union':
        return this.#union(def.options.map(own))
      case 'object':
        return this.#fields(def.shape)
      default:
        throw new Error(`no kind reads a schema of type "${def.type}": name a format`)
    }
  }

  #union(options: readonly Schema[]): string {
    const [one, many] = options
    const listed = many?._zod.def
    if (options.length === 2 && one && many && listed?.type === 'array') {
      const { least } = limitsOf(many)
      const item = this.of(one)
      if (item === this.of(own(listed.element)))
        return this.#kind('oneOrMore', item, ...(least === undefined ? [] : [`${least}`]))
    }
    return this.#kind('either', ...options.map(option => this.of(option)))
  }
}

const without = (shape: z.core.$ZodShape, ...others: readonly object[]) =>
  Object.fromEntries(Object.entries(shape).filter(([name]) => !others.some(other => name in other)))

/** The text of `src/options/option-tables.ts`. Throws if no kind can read an option. */
export function optionTables(): string {
  const spelling = new Spelling()
  const { rules, look, Survey, OptionsSchema } = schemas
  const tables = [
    [
      'Of the site, and of each survey, which has its own where it says so: whom, when and how often it asks.',
      'ruleOptions',
      rules,
    ],
    [
      'Of the site, and of each survey, which has its own where it says so: how it looks.',
      'lookOptions',
      look,
    ],
    ['Of a survey alone.', 'surveyOptions', without(Survey.def.shape, rules, look)],
    ['Of the site alone.', 'siteOptions', without(OptionsSchema.def.shape, rules, look)],
  ] as const
  const written = tables.map(
    ([about, name, shape]) =>
      `/** ${about} */\nexport const ${name} = {\n${spelling.table(shape).join('\n')}\n}\n`,
  )
  const named = [...spelling.named].map(([name, spelled]) => `const ${name} = ${spelled}`)
  const usual = facts.get(OptionsSchema.def.shape.surveys)?.default
  return [
    '// Made from schema.ts by `node scripts/write-option-tables.ts`: change the schema, and run it.\n// biome-ignore-all format: one option a line\n' +
      `import { ${[...spelling.kinds].sort().join(', ')} } from './kinds.ts'\n`,
    `${named.join('\n')}\n`,
    ...written,
    `/** The built-in surveys. */\nexport const usualSurveys = ${code(usual)}\n`,
  ].join('\n')
}
