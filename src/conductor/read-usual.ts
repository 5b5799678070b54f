import { parseDuration } from '../core/duration.ts'
import { ownOf, rowsOf, sharedTable, siteTable, surveyTable, usualSurveys } from '../core/option-tables.ts'
import type { Settings } from '../core/settings.ts'
import type { Reading } from '../more/more-part.ts'

type Raw = Readonly<Record<string, unknown>>

const isText = (value: unknown): value is string => typeof value === 'string'
const isName = (value: unknown) => isText(value) && /^(?!(preview|debug|off)$)[\w-]{1,32}$/.test(value)

/** Values as most sites write them. */
const usual: Readonly<Record<string, (value: unknown) => boolean>> = {
  any: isText,
  site: isName,
  duration: value => isText(value) && parseDuration(value) !== null,
  flag: value => typeof value === 'boolean',
}

/**
 * Reads the options of all layers, a later one wins, where they are all as most sites write them: words, durations and
 * names, and right.
 * Undefined where one of them is not, so that the further part has to read them, which says what is wrong.
 *
 * @param base The page's address, against which the endpoint is resolved.
 */
export function readUsual(layers: readonly Raw[], base: string): Reading | undefined {
  const raw = ownOf(...layers)
  let isUsual = !raw.config

  const read = (kind: string, value: unknown) => {
    isUsual &&= kind.includes('|') ? kind.split('|').includes(value as string) : !!usual[kind]?.(value)
    return kind === 'duration' ? parseDuration(`${value}`) : value
  }
  const readTable = (table: string, own: Raw, inherited = ownOf()): Raw =>
    Object.fromEntries(
      rowsOf(table).map(([name, kind, otherwise]) => [
        name,
        own[name] === undefined ? (inherited[name] ?? otherwise) : read(kind, own[name]),
      ]),
    )

  const site = readTable(siteTable + sharedTable, raw)
  const readSurvey = (one: unknown) => {
    const own = ownOf(one)
    const { id, trigger } = own
    const triggers: unknown[] = [trigger].flat()
    isUsual &&= isName(id) && !!triggers.length && triggers.every(isText)
    const kind = triggers.every(name => name === 'visit') ? 'relationship' : 'transactional'
    const survey = readTable(sharedTable + surveyTable, own, site)
    return { ...survey, id, triggers, kind: survey.kind ?? kind }
  }
  try {
    const { endpoint, surveys = usualSurveys } = raw
    isUsual &&= isText(endpoint) && !!endpoint
    // The tables give every field; a test holds them against the schema and its types.
    const settings = {
      ...site,
      endpoint: new URL(endpoint as string, base).href,
      surveys: (surveys as unknown[]).map(readSurvey),
    } as unknown as Settings
    return isUsual ? { settings, layers, unreadable: [] } : undefined
  } catch {
    return undefined // No address, or no list.
  }
}
