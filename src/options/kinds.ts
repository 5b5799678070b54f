import { parseDuration } from '../time/duration.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import { instantOf } from '../time/zone.ts'
import { isRaw, isText, ownOf } from './own.ts'

/** How a value written by a site is read. `option-tables.ts` is made of kinds. */
export interface Kind<Value = unknown> {
  /**
   * The value as it takes effect; undefined if it is not of this kind.
   *
   * @param zone the time zone in which dates are read, or null for the visitor's
   */
  read(value: unknown, zone: string | null): Value | undefined
  /**
   * The value that an attribute's text stands for. Left out: the text itself.
   *
   * @param name the option's name
   */
  fromAttribute?(text: string, name: string): unknown
}

/** The fallback of an option of which no value asks less: then nobody is asked. */
export const asksNobody: unique symbol = Symbol()

/** A field that may be left out. */
export interface Optional<Value = unknown> extends Kind<Value> {
  isOptional: true
  /** The value that applies if the site leaves it out. */
  default?: unknown
  /** The value that applies if the site's is wrong; `asksNobody` if nobody may be asked then; undefined for the default. */
  fallback?: unknown
}

/** Marks an optional field without a default: if the site leaves it out, it is missing from the result. */
export interface MayBeMissing {
  mayBeMissing?: true
}

/** The type of what a kind reads. */
export type Read<Known> = Known extends Kind<infer Value> ? Value : never

type Shape = Readonly<Record<string, Kind | Optional>>

/** An object of fields, once it is read. */
export type Fields<Known> = {
  [Name in keyof Known as Known[Name] extends Required<MayBeMissing> ? never : Name]: Read<Known[Name]>
} & {
  [Name in keyof Known as Known[Name] extends Required<MayBeMissing> ? Name : never]?: Read<Known[Name]>
}

const keep =
  <Value>(isFine: (value: unknown) => value is Value) =>
  (value: unknown) =>
    isFine(value) ? value : undefined

const toNumber = (text: string) => (text.trim() && !Number.isNaN(Number(text)) ? Number(text) : text)

export const text: Kind<string> = { read: keep(isText) }

/** A text that matches every one of the patterns. */
export const matching = (...patterns: RegExp[]): Kind<string> => ({
  read: value => (isText(value) && patterns.every(pattern => pattern.test(value)) ? value : undefined),
})

export const flag: Kind<boolean> = {
  read: keep(value => typeof value === 'boolean'),
  // As in HTML, an attribute is true if it is empty or repeats its own name.
  fromAttribute: (text, name) =>
    /^(false|no|off|0)$/i.test(text)
      ? false
      : /^(|true|yes|on|1)$/i.test(text) ||
        text.replace(/-/g, '').toLowerCase() === name.toLowerCase() ||
        text,
}

export const number = (least = -Number.MAX_VALUE, most = Number.MAX_VALUE): Kind<number> => ({
  read: value => (typeof value === 'number' && value >= least && value <= most ? value : undefined),
  fromAttribute: toNumber,
})

export const whole = (least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER): Kind<number> => ({
  read: value => (Number.isInteger(value) ? number(least, most).read(value, null) : undefined),
  fromAttribute: toNumber,
})

export const oneOf = <const Value extends string | number>(
  ...values: Value[]
): Kind<Value extends number ? number : Value> => ({
  read: keep((value): value is Value extends number ? number : Value =>
    values.some(allowed => allowed === value),
  ),
})

export const duration: Kind<Milliseconds> = {
  read: value => (isText(value) ? (parseDuration(value) ?? undefined) : undefined),
}

export const instant: Kind<Milliseconds> = {
  read: (value, zone) => (isText(value) ? (instantOf(value, zone) ?? undefined) : undefined),
}

/** Minutes after midnight. */
export const clockTime: Kind<number> = {
  read(value) {
    const [, hours, minutes] = (isText(value) && /^([01]\d|2[0-3]|24(?=:00)):([0-5]\d)$/.exec(value)) || []
    return hours ? Number(hours) * 60 + Number(minutes) : undefined
  },
}

/** An IANA zone. */
export const zone: Kind<string> = {
  read(value) {
    try {
      return isText(value) && Intl.DateTimeFormat('en', { timeZone: value }) ? value : undefined
    } catch {
      return undefined // The browser doesn't know this zone.
    }
  },
}

/** All the values, or undefined if any could not be read. */
const all = <Value>(values: (Value | undefined)[]) =>
  values.includes(undefined) ? undefined : (values as Value[]) // None is undefined.

export const list = <Value>(item: Kind<Value>, least = 0): Kind<Value[]> => ({
  read: (value, zone) =>
    Array.isArray(value) && value.length >= least
      ? all(value.map(entry => item.read(entry, zone)))
      : undefined,
  fromAttribute: text => text.split(/\s*,\s*/),
})

/** One value or a list; always a list once it is read. */
export const oneOrMore = <Value>(item: Kind<Value>, least = 0): Kind<Value[]> => ({
  ...list(item, least),
  read: (value, zone) => list(item, least).read(Array.isArray(value) ? value : [value], zone),
})

export const record = <Value>(item: Kind<Value>): Kind<Record<string, Value>> => ({
  read(value, zone) {
    if (!isRaw(value)) return undefined
    const result: Record<string, Value> = Object.create(null)
    for (const name of Object.keys(value)) {
      const read = item.read(value[name], zone)
      if (read === undefined) return undefined
      result[name] = read
    }
    return result
  },
})

export const either = <Kinds extends Kind[]>(...kinds: Kinds): Kind<Read<Kinds[number]>> => ({
  read: (value, zone) =>
    // Whatever one of the kinds has read is of that kind.
    kinds.reduce<unknown>((found, kind) => found ?? kind.read(value, zone), undefined) as Read<Kinds[number]>,
})

/** A field that may be left out; without a default it is then also missing from the result. */
export function optional<Value>(kind: Kind<Value>): Optional<Value> & Required<MayBeMissing>
export function optional<Value, Default extends Value | null>(
  kind: Kind<Value>,
  defaultValue: Default,
): Optional<Value | Extract<Default, null>>
export function optional<
  Value,
  Default extends Value | null,
  Fallback extends Value | 'unreadable' | typeof asksNobody,
>(
  kind: Kind<Value>,
  defaultValue: Default,
  fallback: Fallback,
): Optional<Value | Extract<Default, null> | Extract<Fallback, 'unreadable'>>
export function optional(kind: Kind, defaultValue?: unknown, fallback?: unknown): Optional {
  return {
    ...kind,
    isOptional: true,
    default: isRaw(defaultValue) ? ownOf(defaultValue) : defaultValue,
    fallback,
  }
}

export const isOptional = (kind: Kind): kind is Optional => 'isOptional' in kind

/** An object of known fields. */
export const fields = <Known extends Shape>(shape: Known): Kind<Fields<Known>> => ({
  read(value, zone) {
    if (!isRaw(value)) return undefined
    const result: Record<string, unknown> = Object.create(null)
    const given = ownOf(value)
    for (const name of Object.keys(given))
      if (given[name] !== undefined && !Object.hasOwn(shape, name)) return undefined
    for (const [name, kind] of Object.entries(shape)) {
      const isLeftOut = given[name] === undefined && isOptional(kind)
      const read = isLeftOut ? kind.default : kind.read(given[name], zone)
      if (read !== undefined) result[name] = read
      else if (!isLeftOut) return undefined
    }
    // Each field was read by its own kind.
    return result as Fields<Known>
  },
})

/** The question for a reason: one per category if all keys are categories, else one for all visitors. */
export const reason = <ByCategory, All>(
  byCategory: Kind<ByCategory>,
  all: Kind<All>,
): Kind<{ byCategory: ByCategory } | { all: All }> => ({
  read(value, zone) {
    const each = byCategory.read(value, zone)
    if (each) return { byCategory: each }
    const forAll = all.read(value, zone)
    return forAll === undefined ? undefined : { all: forAll }
  },
})

/** A name and exactly one cause. */
export const siteTrigger = <Value extends object>(cause: Kind<Value>): Kind<Value> => ({
  read(value, zone) {
    const trigger = cause.read(value, zone)
    return trigger && Object.keys(trigger).length === 2 ? trigger : undefined
  },
})
