import { asksNobody, duration, isOptional, type Kind, type Optional } from './kinds.ts'
import { mergeLayers } from './merge-layers.ts'
import { lookOptions, ruleOptions, siteOptions, surveyOptions } from './option-tables.ts'
import { isRaw, isText, ownOf, type Raw } from './own.ts'
import type { Settings, SurveySettings } from './settings.ts'
import { listSurveys } from './written-surveys.ts'

/** Options as they take effect. */
export interface Reading {
  settings: Settings
  /** The paths of options that could not be read. */
  unreadable: string[]
}

type Tell = (path: string) => void

/** Options read from a table, and the names of those that stop all asking. */
type Inherited = Raw & { stoppedBy?: readonly string[] }

const sharedOptions = { ...ruleOptions, ...lookOptions }

/** The value that applies if an option is wrong. Of two waits, it takes the longer one, which asks less. */
function whenWrong({ read, default: defaultValue, fallback }: Optional, held: unknown): unknown {
  if (fallback !== undefined && fallback !== asksNobody) return fallback
  return read === duration.read ? Math.max(Number(defaultValue), Number(held)) : defaultValue
}

/**
 * Reads the options of a table.
 *
 * @param tell is called with the name of each option that cannot be read
 * @param inherited the site's options, which apply to all its surveys
 */
function readTable(
  table: Readonly<Record<string, Kind>>,
  own: Raw,
  tell: Tell,
  inherited: Inherited = {},
): Inherited {
  // Dates are read in the time zone of the hours that apply with them.
  const hours = own.hours ?? inherited.hours
  const zone = isRaw(hours) && isText(hours.zone) ? hours.zone : null
  const stoppedBy = (inherited.stoppedBy ?? []).filter(name => own[name] === undefined)
  const result: Record<string, unknown> = Object.create(null)
  for (const [name, kind] of Object.entries(table)) {
    const held = Object.hasOwn(inherited, name)
      ? inherited[name]
      : isOptional(kind)
        ? kind.default
        : undefined
    result[name] = own[name] === undefined ? held : kind.read(own[name], zone)
    if (result[name] !== undefined) continue
    tell(name)
    if (!isOptional(kind)) continue
    result[name] = whenWrong(kind, held)
    if (kind.fallback === asksNobody) stoppedBy.push(name)
  }
  return { ...result, stoppedBy }
}

/** A survey as it takes effect; null if it is not a survey, or lacks an id or a trigger. */
function readSurvey(own: unknown, site: Inherited, path: string, tell: Tell): SurveySettings | null {
  if (!isRaw(own)) {
    tell(path)
    return null
  }
  const table = { ...surveyOptions, ...sharedOptions }
  const { trigger, ...survey } = readTable(table, ownOf(own), name => tell(`${path}.${name}`), site)
  if (!survey.id || !Array.isArray(trigger)) return null
  const usual = trigger.every(name => name === 'visit') ? 'relationship' : 'transactional'
  // The tables give every field, with its type.
  return { ...survey, triggers: trigger, kind: survey.kind ?? usual } as unknown as SurveySettings
}

/** The address that answers go to, or the function that takes them; null if there is none. */
function readEndpoint(endpoint: unknown, base: string): Settings['endpoint'] {
  // Whether the function does what it promises shows only when it is called.
  if (typeof endpoint === 'function') return endpoint as Settings['endpoint']
  try {
    return isText(endpoint) && endpoint ? new URL(endpoint, base).href : null
  } catch {
    return null // Not an address.
  }
}

/**
 * Reads the options of all layers; later ones win. It never throws: if an option cannot be read, the value that asks less
 * applies, and the option's path is in `unreadable`.
 *
 * @param layers The first holds the tag's attributes.
 * @param base The page's address, against which the endpoint is resolved.
 */
export function readOptions(layers: readonly Raw[], base: string): Reading {
  const unreadable: string[] = []
  const tell: Tell = path => unreadable.push(path)
  const raw = mergeLayers(layers)
  const site = readTable({ ...siteOptions, ...sharedOptions }, raw, tell)
  const endpoint = readEndpoint(raw.endpoint, base)
  if (endpoint === null) tell('endpoint')
  const surveys = listSurveys(raw.surveys)
  if (!surveys) tell('surveys')
  // As an attribute, `contact` applies to all surveys.
  const { contact } = ownOf(layers[0])
  const inherited = ownOf(readTable({ contact: surveyOptions.contact }, { contact }, tell), site)
  const settings = {
    ...site,
    endpoint,
    surveys: (surveys ?? [])
      .map(({ path, own }) => readSurvey(own, inherited, path, tell))
      .filter(survey => survey !== null),
  }
  // The tables give every field, with its type.
  return { settings: settings as unknown as Settings, unreadable }
}
