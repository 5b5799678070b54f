import type * as z from 'zod/mini'
import { examples } from '../options/examples.ts'
import { facts, formats } from '../options/facts.ts'
import { isRaw, isText, type Raw } from '../options/own.ts'
import { innerOf, type OwnSchema, ownSchema } from '../options/places.ts'
import { allowedIn } from './allowed.ts'
import { nearest } from './nearest.ts'
import { isRight } from './wrong-places.ts'

const units: readonly (readonly [RegExp, (count: number) => string])[] = [
  [/^s/, count => `${count}s`],
  [/^(min|m$)/, count => `${count}m`],
  [/^h/, count => `${count}h`],
  [/^d/, count => `${count}d`],
  [/^w/, count => `${count}w`],
  [/^mo/, count => `${count * 30}d`],
  [/^y/, count => `${count * 365}d`],
]

function asDuration(text: string): string | undefined {
  const [, count = '', unit = ''] = /^\s*(\d{1,4})\s*([a-z]*)/i.exec(text) ?? []
  return count
    ? units.find(([pattern]) => pattern.test(unit.toLowerCase() || 'd'))?.[1](Number(count))
    : undefined
}

function asTime(text: string): string | undefined {
  const [, hours = '', minutes = '00'] = /^\s*(\d{1,2})(?:\s*[:.h]\s*(\d\d))?/.exec(text) ?? []
  return hours ? `${hours.padStart(2, '0')}:${minutes}` : undefined
}

/** "9-17" as hours. */
function asHours(text: string): Raw | undefined {
  const [from, to] = text.split(/\s*(?:-|–|to)\s*/).map(asTime)
  return from && to ? { from, to } : undefined
}

/** @param isShare whether 1 means all of it, and a percentage is a fraction */
function numbersIn(text: string, isShare: boolean): number[] {
  const [, digits = '', percent] = /^\s*(-?\d+(?:[.,]\d+)?)\s*(%?)/.exec(text) ?? []
  const number = Number(digits.replace(',', '.'))
  if (!digits || number < 0) return []
  return isShare && percent ? [number / 100] : [number, number / 100, Math.round(number)]
}

const asSwitch = (text: string): boolean | undefined =>
  /^(true|yes|on|1)$/i.test(text) ? true : /^(false|no|none|off|0)$/i.test(text) ? false : undefined

/** @param allowed what such a text is, in words */
function textGuesses(allowed: string, text: string, path: string): unknown[] {
  if (allowed === 'a text') return [text]
  if (/^a path/.test(allowed)) return /^[/*]/.test(text) || !/\D/.test(text) ? [text] : [`/${text}`]
  const name = text.replace(/[^\w-]+/g, '-').slice(0, path === 'id' ? 64 : 32)
  return /^1 to/.test(allowed) && /[a-z]/i.test(name) ? [name] : []
}

/** What a text or a number may have been meant to be, likeliest first. */
function guessesOf(schema: OwnSchema, text: string, path: string): unknown[] {
  const { def } = schema._zod
  switch (def.type) {
    case 'enum':
      return [nearest(text, Object.values(def.entries).map(String))]
    case 'boolean':
      return [asSwitch(text)]
    case 'number':
      return numbersIn(text, / to 1$/.test(allowedIn(schema, path)))
    case 'string':
      switch (formats.get(schema)?.format) {
        case 'duration':
          return [asDuration(text)]
        case 'clockTime':
          return [asTime(text)]
        case 'instant':
          return [text.replaceAll('/', '-'), text.replaceAll('.', '-')]
        case 'zone':
          return []
        default:
          return textGuesses(allowedIn(schema, path), text, path)
      }
    default:
      return []
  }
}

/** Names under which a text most likely belongs inside an object. */
const mainNames = ['text', 'url', 'path', 'surface']

/**
 * A valid value for an option, as close as possible to the one found; undefined if there is none.
 *
 * @param path its path, in the form that names examples
 */
export function repaired(some: z.core.SomeType, found: unknown, path: string): unknown {
  const whole = ownSchema(some)
  if (found !== undefined && isRight(whole, found)) return found
  const schema = innerOf(whole)
  const near = nearTo(schema, found, path)
  return near !== undefined && isRight(schema, near) ? near : (examples[path] ?? facts.get(whole)?.default)
}

function nearTo(schema: OwnSchema, found: unknown, path: string): unknown {
  const { def } = schema._zod
  const text = isText(found) ? found.trim() : typeof found === 'number' ? `${found}` : undefined
  switch (def.type) {
    case 'array':
      return listNear(ownSchema(def.element), found, path)
    case 'object':
      return isText(found) ? objectOf(schema, found.trim(), path) : objectNear(def.shape, found, path)
    case 'record':
      return isText(found) ? objectOf(schema, found.trim(), path) : recordNear(schema, found, path)
    case 'union':
      return def.options
        .map(option => nearTo(innerOf(ownSchema(option)), found, path))
        .find(near => near !== undefined && isRight(schema, near))
    default:
      return text === undefined
        ? undefined
        : guessesOf(schema, text, path).find(guess => guess !== undefined && isRight(schema, guess))
  }
}

function listNear(element: OwnSchema, found: unknown, path: string): unknown {
  const items: unknown[] = Array.isArray(found) ? found : isText(found) ? found.split(/\s*,\s*/) : [found]
  const right = items.map(item =>
    isRight(element, item) ? item : nearTo(innerOf(element), item, `${path}[]`),
  )
  return right.some(item => item !== undefined && isRight(element, item))
    ? right.filter(item => item !== undefined && isRight(element, item))
    : undefined
}

/** The same object without names it may not have, or with the names that were meant. */
function objectNear(shape: z.core.$ZodShape, found: unknown, path: string): unknown {
  if (!isRaw(found) || !Object.keys(found).length) return undefined
  const free = Object.keys(shape).filter(name => found[name] === undefined)
  const named = Object.entries(found).flatMap(([name, value]) => {
    const meant = Object.hasOwn(shape, name) ? name : nearest(name, free)
    return meant ? [[meant, value] as const] : []
  })
  const needed = Object.entries(shape).filter(
    ([name, field]) =>
      ownSchema(field)._zod.def.type !== 'optional' && !named.some(([known]) => known === name),
  )
  const isGroup = Object.hasOwn(shape, 'promoter')
  const right = [...named, ...needed.map(([name]) => [name, undefined] as const)].flatMap(([name, value]) => {
    const field = shape[name]
    const near = field && repaired(field, value, `${path}.${isGroup ? '*' : name}`)
    return near === undefined ? [] : [[name, near] as const]
  })
  // A site's own trigger has only one cause.
  const [cause] = right.filter(([name]) => name !== 'name')
  if (path === 'triggers[]' && right.length !== 2)
    return Object.fromEntries([
      ...right.filter(([name]) => name === 'name'),
      cause ?? ['click', examples['triggers[].click']],
    ])
  return right.length ? Object.fromEntries(right) : undefined
}

function recordNear(schema: OwnSchema, found: unknown, path: string): unknown {
  const { def } = schema._zod
  if (def.type !== 'record' || !isRaw(found)) return undefined
  const { keyType, valueType } = def
  const right = Object.entries(found).flatMap(([name, value]) => {
    const near = repaired(valueType, value, `${path}.*`)
    return isRight(ownSchema(keyType), name) && near !== undefined ? [[name, near] as const] : []
  })
  return right.length ? Object.fromEntries(right) : undefined
}

/** Makes an object of a single text, which becomes the value of the example's most telling name. */
function objectOf(schema: OwnSchema, text: string, path: string): unknown {
  if (path === 'hours') return asHours(text)
  const example = examples[path]
  if (!isRaw(example) || !text) return undefined
  const name = mainNames.find(main => Object.hasOwn(example, main)) ?? Object.keys(example)[0] ?? ''
  const { def } = schema._zod
  const inner = def.type === 'object' ? def.shape[name] : def.type === 'record' ? def.valueType : undefined
  const isAny = def.type === 'record' || !Object.hasOwn(examples, `${path}.${name}`)
  const near = inner && nearTo(innerOf(ownSchema(inner)), text, `${path}.${isAny ? '*' : name}`)
  const value = near ?? (inner && isRight(ownSchema(inner), text) ? text : undefined)
  if (value === undefined) return undefined
  const needed = Object.entries(example).filter(
    ([field]) => def.type === 'object' && ownSchema(def.shape[field] ?? schema)._zod.def.type !== 'optional',
  )
  return { ...Object.fromEntries(needed), [name]: value }
}
