import { parseDuration } from '../time/duration.ts'
import { instantOf } from '../time/zone.ts'
import { shapes } from './shapes.ts'

export type Raw = Readonly<Record<string, unknown>>
type Read = (value: unknown, zone: string | null) => unknown

export const isRaw = (value: unknown): value is Raw =>
  !!value && typeof value === 'object' && !Array.isArray(value)
export const isText = (value: unknown): value is string => typeof value === 'string'
const endless = Number.MAX_VALUE

const when =
  (isFine: (value: unknown) => boolean): Read =>
  value =>
    isFine(value) ? value : undefined
const within = (least: number, most: number, isWhole = false): Read =>
  when(
    value =>
      typeof value === 'number' && value >= least && value <= most && (!isWhole || Number.isInteger(value)),
  )
const either =
  (...kinds: string[]): Read =>
  (value, zone) =>
    kinds.reduce<unknown>((found, kind) => found ?? readKind(kind, value, zone), undefined)
/** A shape whose missing fields have values of their own. */
const filled =
  (kind: string, otherwise: object): Read =>
  (value, zone) => {
    const found = readKind(kind, value, zone)
    return found && { ...otherwise, ...found }
  }

const kinds: Readonly<Record<string, Read>> = {
  any: when(isText),
  site: when(value => isText(value) && /^[\w-]{1,32}$/.test(value)),
  share: within(0, 1),
  count: within(0, Number.MAX_SAFE_INTEGER, true),
  number: within(-endless, endless),
  positive: within(0, endless),
  percent: within(0, 100),
  day: within(0, 6, true),
  flag: when(value => typeof value === 'boolean'),
  path: when(value => isText(value) && /^[/*]/.test(value)),
  duration: value => (isText(value) ? (parseDuration(value) ?? undefined) : undefined),
  paths: either('path*', 'path'),
  words: either('any', 'any{}'),
  scalar: either('any', 'flag', 'number'),
  match: either('scalar', 'scalar*', 'conditions'),
  instant: (value, zone) => (isText(value) ? (instantOf(value, zone) ?? undefined) : undefined),
  minutes(value) {
    const [, hour, minute] = /^([01]\d|2[0-3]|24(?=:00)):([0-5]\d)$/.exec(String(value)) ?? []
    return isText(value) && hour ? +hour * 60 + Number(minute) : undefined
  },
  zone(value) {
    try {
      return isText(value) && Intl.DateTimeFormat('en', { timeZone: value }) && value
    } catch {
      return undefined // A zone that the browser doesn't know.
    }
  },
  hours: filled('times', { days: [0, 1, 2, 3, 4, 5, 6], from: 0, to: 1440, zone: null }),
  extra: filled('question', { choices: [] }),
  privacy: filled('notice', { url: null, note: null }),
  reason(value, zone) {
    const byCategory = readKind('byCategory', value, zone)
    const all = readKind('words', value, zone)
    return byCategory ? { byCategory } : all === undefined ? undefined : { all }
  },
  siteTrigger(value, zone) {
    const trigger = readKind('cause', value, zone)
    return trigger && Object.keys(trigger).length === 2 ? trigger : undefined
  },
}

/** All of them, or undefined where one cannot be read. */
const all = <Value>(values: Value[]) => (values.includes(undefined as Value) ? undefined : values)

function readShape(fields: string, value: unknown, zone: string | null): object | undefined {
  if (!isRaw(value)) return undefined
  const words = fields.split(' ')
  const result: Record<string, unknown> = {}
  for (const name of Object.keys(value)) {
    if (value[name] === undefined) continue
    // Names stand at even places, so that a field named like a kind is not taken for it.
    const place = words.findIndex((word, index) => index % 2 === 0 && word.replace('!', '') === name)
    const kind = words[place + 1]
    result[name] = place < 0 || !kind ? undefined : readKind(kind, value[name], zone)
    if (result[name] === undefined) return undefined
  }
  return words.every(word => !word.endsWith('!') || word.slice(0, -1) in result) ? result : undefined
}

/**
 * Reads a value of a kind (see `option-tables.ts`); undefined where it is not one. A property that is not the
 * object's own is not read.
 *
 * @param zone in which dates are read
 */
export const readKind = (kind: string, value: unknown, zone: string | null): unknown => {
  const shape = shapes[kind]
  if (shape) return readShape(shape, value, zone)
  if (kind.includes('|')) return kind.split('|').find(word => word === value)
  if (kind.endsWith('*')) {
    return Array.isArray(value) ? all(value.map(item => readKind(kind.slice(0, -1), item, zone))) : undefined
  }
  if (kind.endsWith('{}')) {
    if (!isRaw(value)) return undefined
    const names = Object.keys(value)
    const values = all(names.map(name => readKind(kind.slice(0, -2), value[name], zone)))
    return values && Object.fromEntries(names.map((name, place) => [name, values[place]]))
  }
  return kinds[kind]?.(value, zone)
}
