import { readAttributes } from '../core/attributes.ts'
import { parseDuration } from '../core/duration.ts'
import { lookTable, rowsOf, ruleTable, siteTable, surveyTable } from '../core/option-tables.ts'
import type { Settings, SurveySettings } from '../core/settings.ts'
import type { ReadKind } from '../more/more-part.ts'

/** Options as they hold, and the paths of those that could not be read. */
export interface Reading {
  settings: Settings
  unreadable: string[]
  /** Some are of a kind that only the further part can read; until it does, they count as unreadable. */
  needsMore: boolean
}

type Raw = Readonly<Record<string, unknown>>

const isRaw = (value: unknown): value is Raw => !!value && typeof value === 'object' && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const isNumber = (value: unknown, least: number, most: number) =>
  typeof value === 'number' && value >= least && value <= most

/** The kinds that most sites use. */
const plain: Readonly<Record<string, (value: unknown) => boolean>> = {
  any: isText,
  text: value => isText(value) && !!value,
  site: value => isText(value) && /^[\w-]{1,32}$/.test(value),
  flag: value => typeof value === 'boolean',
  number: value => isNumber(value, -Number.MAX_VALUE, Number.MAX_VALUE),
  share: value => isNumber(value, 0, 1),
  count: value => isNumber(value, 0, Number.MAX_SAFE_INTEGER) && Number.isInteger(value),
  duration: value => isText(value) && parseDuration(value) !== null,
}

/** Own properties alone: what a page's library has put into `Object.prototype` is no option. */
const ownOf = (...layers: unknown[]): Raw => Object.assign(Object.create(null), ...layers)

const constants: Raw = { '-': null, never: Number.POSITIVE_INFINITY, past: Number.NEGATIVE_INFINITY }

/** A value as the tables have it: a constant, a duration, JSON, or the word itself. */
function constant(text: string, kind: string): unknown {
  if (text in constants) return constants[text]
  if (kind === 'duration') return parseDuration(text)
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const identifier = /^(?!(preview|debug|off)$)[\w-]{1,64}$/

/**
 * Reads the options of all layers, a later one wins. Nothing throws: where an option cannot be read, the value that
 * asks less holds, and the option's path is in `unreadable`.
 *
 * @param base The page's address, against which the endpoint is resolved.
 * @param further Reads the kinds that few sites use, once it is there.
 */
export function readOptions(layers: readonly Raw[], base: string, further?: ReadKind): Reading {
  const unreadable: string[] = []
  let needsMore = false
  const tell = (option: string) => void unreadable.push(option)
  const [tag = {}, ...others] = layers
  const raw = ownOf(readAttributes(tag), ...others)

  const read = (kind: string, value: unknown, zone: string | null): unknown => {
    if (kind.includes('|')) return kind.split('|').find(word => word === value)
    const fits = plain[kind]
    if (fits) return fits(value) ? (kind === 'duration' ? parseDuration(value as string) : value) : undefined
    needsMore = true
    return further?.(kind, value, zone)
  }

  /** Reads all options of a table. `inherited` is what the site says for all its surveys. */
  const readTable = (table: string, own: Raw, at: string, inherited = ownOf()): Raw => {
    // Dates are read in the zone of the hours that hold with them.
    const zone = Object(own.hours ?? inherited.hours).zone ?? null
    const result: Record<string, unknown> = {}
    for (const [name, kind, otherwise, wrong] of rowsOf(table)) {
      const held = inherited[name] ?? constant(otherwise, kind)
      result[name] = own[name] === undefined ? held : read(kind, own[name], zone)
      if (result[name] !== undefined) continue
      tell(at + name)
      const less = constant(wrong, kind)
      // Of two waits, the longer asks less.
      result[name] = kind === 'duration' && less ? Math.max(Number(less), Number(held)) : less
    }
    return result
  }

  const site = readTable(siteTable, raw, '')
  const shared = readTable(ruleTable + lookTable, raw, '')
  const { endpoint, surveys = ['checkout', 'support'].map(name => ({ id: name, trigger: name })) } = raw

  const readSurvey = (own: unknown, place: number): object | null => {
    const at = `surveys[${place}]`
    const survey = ownOf(own)
    const { id, trigger } = survey
    const triggers: unknown[] = [trigger].flat()
    if (!isRaw(own)) tell(at)
    else if (!isText(id) || !identifier.test(id)) tell(`${at}.id`)
    else if (!triggers.length || !triggers.every(isText)) tell(`${at}.trigger`)
    else {
      const held = readTable(ruleTable + lookTable + surveyTable, survey, `${at}.`, shared)
      const usual = triggers.every(name => name === 'visit') ? 'relationship' : 'transactional'
      return { ...held, id, triggers, kind: held.kind ?? usual }
    }
    return null
  }

  let address: unknown
  try {
    const isAddress = isText(endpoint) && endpoint
    address =
      typeof endpoint === 'function' ? endpoint : isAddress ? new URL(endpoint, base).href : tell('endpoint')
  } catch {
    tell('endpoint')
  }
  if (!Array.isArray(surveys)) tell('surveys')
  const list: unknown[] = Array.isArray(surveys) ? surveys : []
  // The tables give every field; a test holds them against the schema and its types.
  const settings = {
    ...site,
    endpoint: address ?? null,
    surveys: list.map(readSurvey).filter(Boolean),
  } as unknown as Settings & {
    surveys: SurveySettings[]
  }
  return { settings, unreadable, needsMore }
}
