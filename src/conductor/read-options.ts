import { readAttributes } from '../core/attributes.ts'
import { parseDuration } from '../core/duration.ts'
import type { Settings, SurveySettings } from '../core/settings.ts'
import { instantOf } from '../core/zone.ts'
import { lookTable, ruleTable, shapes, siteTable, surveyTable } from './option-tables.ts'

/** Options as they hold, and the paths of those that could not be read. */
export interface Reading {
  settings: Settings
  unreadable: string[]
}

type Raw = Readonly<Record<string, unknown>>

const isRaw = (value: unknown): value is Raw => !!value && typeof value === 'object' && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const isBetween = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && value >= least && value <= most

const whole = Number.MAX_SAFE_INTEGER
const endless = Number.MAX_VALUE

/** Reads a value of a kind; undefined where it is not one. */
type Read = (value: unknown, zone: string | null) => unknown

const when =
  (isFine: (value: unknown) => boolean): Read =>
  value =>
    isFine(value) ? value : undefined
const matching = (pattern: RegExp) => when(value => isText(value) && pattern.test(value))
const either =
  (...kinds: string[]): Read =>
  (value, zone) =>
    kinds.reduce<unknown>((found, kind) => found ?? read(kind, value, zone), undefined)

/** A shape whose missing fields have values of their own. */
const filled =
  (kind: string, otherwise: object): Read =>
  (value, zone) => {
    const found = read(kind, value, zone)
    return found && { ...otherwise, ...found }
  }
const noPrivacy = { url: null, note: null }

const kinds: Readonly<Record<string, Read>> = {
  any: when(isText),
  text: matching(/./s),
  number: when(value => isBetween(value, -endless, endless)),
  positive: when(value => isBetween(value, 0, endless)),
  percent: when(value => isBetween(value, 0, 100)),
  share: when(value => isBetween(value, 0, 1)),
  count: when(value => Number.isInteger(value) && isBetween(value, 0, whole)),
  day: when(value => Number.isInteger(value) && isBetween(value, 0, 6)),
  flag: when(value => typeof value === 'boolean'),
  site: matching(/^[\w-]{1,32}$/),
  path: matching(/^[/*]/),
  paths: either('path*', 'path'),
  words: either('any', 'any{}'),
  scalar: either('any', 'flag', 'number'),
  match: either('scalar', 'scalar*', 'conditions'),
  duration: value => (isText(value) ? (parseDuration(value) ?? undefined) : undefined),
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
  privacy: filled('notice', noPrivacy),
  reason(value, zone) {
    const byCategory = read('byCategory', value, zone)
    const all = read('words', value, zone)
    return byCategory ? { byCategory } : all === undefined ? undefined : { all }
  },
  siteTrigger(value, zone) {
    const trigger = read('cause', value, zone)
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
    const place = Math.max(words.indexOf(name), words.indexOf(`${name}!`))
    // Names stand at even places, so that a field named like a kind is not taken for it.
    const kind = place % 2 ? undefined : words[place + 1]
    result[name] = kind && read(kind, value[name], zone)
    if (result[name] === undefined) return undefined
  }
  return words.every(word => !word.endsWith('!') || word.slice(0, -1) in result) ? result : undefined
}

function read(kind: string, value: unknown, zone: string | null): unknown {
  const shape = shapes[kind]
  if (shape) return readShape(shape, value, zone)
  if (kind.includes('|')) return kind.split('|').find(word => word === value)
  if (kind.endsWith('*')) {
    return Array.isArray(value) ? all(value.map(item => read(kind.slice(0, -1), item, zone))) : undefined
  }
  if (kind.endsWith('{}')) {
    if (!isRaw(value)) return undefined
    const names = Object.keys(value)
    const values = all(names.map(name => read(kind.slice(0, -2), value[name], zone)))
    return values && Object.fromEntries(names.map((name, place) => [name, values[place]]))
  }
  return kinds[kind]?.(value, zone)
}

const constants: Raw = { '-': null, never: Number.POSITIVE_INFINITY, past: Number.NEGATIVE_INFINITY }

/** A default, as its table has it: a constant, JSON, a duration, or the word itself. */
function constant(text: string, kind: string): unknown {
  if (text in constants) return constants[text]
  return kind === 'duration'
    ? parseDuration(text)
    : /^[[{\dtf]/.test(text) && /[\]}\de]$/.test(text)
      ? json(text)
      : text
}

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Reads all options of a table. `inherited` is what the site says for all its surveys. */
function readTable(table: string, raw: Raw, tell: (option: string) => void, inherited: Raw = {}): Raw {
  // Dates are read in the zone of the hours that hold with them.
  const zone = Object(raw.hours ?? inherited.hours).zone ?? null
  const result: Record<string, unknown> = {}
  for (const line of table.trim().split('\n')) {
    const [name = '', kind = '', otherwise = '', wrong = otherwise] = line.split(' ')
    const held = inherited[name] ?? constant(otherwise, kind)
    const value = raw[name]
    const readable = value === undefined ? held : read(kind, value, zone)
    if (readable !== undefined) result[name] = readable
    else {
      tell(name)
      const less = constant(wrong, kind)
      // Of two waits, the longer asks less.
      result[name] = kind === 'duration' && wrong !== '0' ? Math.max(Number(less), Number(held)) : less
    }
  }
  return result
}

const identifier = /^(?!(preview|debug|off)$)[\w-]{1,64}$/

function readSurvey(own: unknown, site: Raw, tell: (option: string) => void): SurveySettings | null {
  if (!isRaw(own)) {
    tell('')
    return null
  }
  const { id } = own
  const triggers = read('any*', [own.trigger].flat(), null) as string[] | undefined
  if (!isText(id) || !identifier.test(id)) tell('.id')
  else if (!triggers?.length) tell('.trigger')
  else {
    const tellOwn = (option: string) => tell(`.${option}`)
    const rest = readTable(surveyTable, own, tellOwn)
    return {
      ...readTable(ruleTable, own, tellOwn, site),
      ...readTable(lookTable, own, tellOwn, site),
      ...rest,
      id,
      triggers,
      kind: rest.kind ?? (triggers.every(name => name === 'visit') ? 'relationship' : 'transactional'),
    } as unknown as SurveySettings // The tables give every field; a test holds them against the schema.
  }
  return null
}

/**
 * Reads the options of all layers, a later one wins. Nothing throws: where an option cannot be read, the value that
 * asks less holds, and the option's path is in `unreadable`.
 *
 * @param base The page's address, against which the endpoint is resolved.
 */
export function readOptions(layers: readonly Raw[], base: string): Reading {
  const unreadable: string[] = []
  const tell = (option: string) => void unreadable.push(option)
  const [tag = {}, ...others] = layers
  const raw: Raw = Object.assign({}, readAttributes(tag), ...others)
  const shared = { ...readTable(ruleTable, raw, tell), ...readTable(lookTable, raw, tell) }
  const site = readTable(siteTable, raw, tell)
  const { surveys = ['checkout', 'support'].map(name => ({ id: name, trigger: name })), endpoint } = raw

  let address: unknown = null
  try {
    address =
      typeof endpoint === 'function' ? endpoint : new URL(read('text', endpoint, null) as string, base).href
  } catch {
    tell('endpoint')
  }
  if (!Array.isArray(surveys)) tell('surveys')
  return {
    settings: {
      ...site,
      privacy: site.privacy ?? noPrivacy,
      endpoint: address,
      surveys: (Array.isArray(surveys) ? surveys : [])
        .map((own, place) => readSurvey(own, shared, option => tell(`surveys[${place}]${option}`)))
        .filter(survey => survey !== null),
    } as unknown as Settings,
    unreadable,
  }
}
