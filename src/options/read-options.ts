import type { Milliseconds } from '../time/milliseconds.ts'
import { readAttributes } from './attributes.ts'
import { ownOf, rowsOf, sharedTable, siteTable, surveyTable, usualSurveys } from './option-tables.ts'
import { isRaw, isText, type Raw, readKind } from './read-kind.ts'
import type { Settings } from './settings.ts'

const identifier = /^(?!(preview|debug|off)$)[\w-]{1,64}$/

/** What asks less than the default does, and holds where the option is wrong. */
const less: Raw = {
  sample: 0,
  samplePeriod: 'forever',
  minAge: Number.POSITIVE_INFINITY,
  minVisits: Number.POSITIVE_INFINITY,
  minPages: Number.POSITIVE_INFINITY,
  from: Number.POSITIVE_INFINITY,
  until: Number.NEGATIVE_INFINITY,
  hours: { days: [], from: 0, to: 0, zone: null },
  where: 'unreadable',
  carryOver: 0,
  contact: 'off',
  enabled: false,
  preview: false,
  never: ['*'],
  unsent: 'nothing',
  consent: 'required',
  gpc: 'skip',
  page: 'none',
  askCollector: 'trigger',
}

/** Options as they hold. */
export interface Reading {
  settings: Settings
  /** The options that somebody wrote: name and value. */
  used: string[]
  /** The paths of options that could not be read. */
  unreadable: string[]
}

/** Of two waits, the longer asks less. */
const longer = (one: Milliseconds, other: unknown) => Math.max(one, Number(other))

/**
 * Reads the options of all layers, a later one wins. Nothing throws: where an option cannot be read, the value that
 * asks less holds, and the option's path is in `unreadable`.
 *
 * @param base The page's address, against which the endpoint is resolved.
 */
export function readOptions(layers: readonly Raw[], base: string): Reading {
  const used: string[] = []
  const unreadable: string[] = []
  const tell = (option: string) => void unreadable.push(option)
  const [tag = {}, ...others] = layers
  const raw = ownOf(readAttributes(tag), ...others)

  /** Reads all options of a table. `inherited` is what the site says for all its surveys. */
  const readTable = (table: string, own: Raw, at: string, inherited = ownOf()): Raw => {
    // Dates are read in the zone of the hours that hold with them.
    const zone = Object(own.hours ?? inherited.hours).zone ?? null
    // What a survey takes over from the site is the site's own, too.
    const result = ownOf() as Record<string, unknown>
    for (const [name, kind, otherwise] of rowsOf(table)) {
      const held = inherited[name] ?? otherwise
      result[name] = held
      if (own[name] === undefined) continue
      result[name] = readKind(kind, own[name], zone)
      used.push(`${name} ${result[name]}`)
      if (result[name] !== undefined) continue
      tell(at + name)
      const wrong = Object.hasOwn(less, name) ? less[name] : otherwise
      result[name] = kind === 'duration' && wrong ? longer(Number(wrong), held) : wrong
    }
    return result
  }

  const site = readTable(siteTable + sharedTable, raw, '')
  const { endpoint, surveys = usualSurveys } = raw

  const readSurvey = (own: unknown, place: number): object | null => {
    const at = `surveys[${place}]`
    const survey = ownOf(own)
    const { id, trigger } = survey
    const triggers: unknown[] = [trigger].flat()
    if (!isRaw(own)) tell(at)
    else if (!isText(id) || !identifier.test(id)) tell(`${at}.id`)
    else if (!triggers.length || !triggers.every(isText)) tell(`${at}.trigger`)
    else {
      const held = readTable(sharedTable + surveyTable, survey, `${at}.`, site)
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
  } as unknown as Settings
  return { settings, used, unreadable }
}
