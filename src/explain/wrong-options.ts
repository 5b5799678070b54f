import { isRaw, isText, type Raw } from '../options/own.ts'
import { innerOf, type OwnSchema, ownSchema } from '../options/places.ts'
import { safeFallbacks } from '../options/safe-fallbacks.ts'
import { OptionsSchema, Survey } from '../options/schema.ts'
import type { Problem } from '../options/settings.ts'
import { listSurveys } from '../options/written-surveys.ts'
import { allowedIn } from './allowed.ts'
import { oneLine, placeInWords, shown } from './in-words.ts'
import { nearest } from './nearest.ts'
import { repaired } from './repair.ts'
import { isRight, type WrongPlace, wrongPlaces } from './wrong-places.ts'

export const kebab = (name: string): string => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

/** An option as it would be written in the JSON block. */
export const asJson = (name: string, value: unknown): string => `"${name}": ${oneLine(value)}`

/** Where to paste an option that can't be an attribute. */
export const inBlock = (content: string): string =>
  `in <script type="application/json" data-howlikely>{ ${content} }</script>`

/** An option as it would be written on the tag, if it can be; lists are separated by commas there. */
export function asAttribute(name: string, value: unknown): string | null {
  if (name === 'privacy' && isRaw(value)) return `data-privacy-url="${value.url}"`
  const isList = Array.isArray(value) && value.every(isText)
  if (typeof value === 'object' && !isList) return null
  return `data-${kebab(name)}="${String(value).replaceAll('"', '&quot;')}"`
}

const siteShape = new Map<string, OwnSchema>(
  Object.entries(OptionsSchema.def.shape).map(([name, schema]) => [name, ownSchema(schema)]),
)
const surveyShape = new Map<string, OwnSchema>(
  Object.entries(Survey.def.shape).map(([name, schema]) => [name, ownSchema(schema)]),
)
export const siteNames: readonly string[] = [...siteShape.keys()]
export const surveyNames: readonly string[] = [...surveyShape.keys()]

/** Names for options in other tools, and other words for them. */
const synonyms: Readonly<Record<string, string>> = {
  color: 'accent',
  colour: 'accent',
  background: 'surface',
  language: 'locale',
  lang: 'locale',
  url: 'endpoint',
  position: 'placement',
  events: 'triggers',
  cookies: 'storage',
  percentage: 'sample',
}

/** The option that a name probably means, or null. */
export const meantBy = (name: string, names: readonly string[]): string | null => {
  const plain = name.replace(/^howlikely-?/i, '') || name
  const synonym = Object.hasOwn(synonyms, plain.toLowerCase()) ? synonyms[plain.toLowerCase()] : undefined
  return synonym && names.includes(synonym) ? synonym : nearest(plain, names)
}

/** What applies if an option of that name is wrong. */
export function effectOf(name: string, isOfSurvey = false): string {
  const { effect } = Object.entries(safeFallbacks).find(([option]) => option === name)?.[1] ?? {
    effect: 'it is left out',
  }
  return isOfSurvey ? effect.replace(/^nobody is asked/, 'nobody is asked this survey') : effect
}

/** The place that an option belongs to: the site, or a survey. */
interface Home {
  /** '' for the site. */
  path: string
  shape: ReadonlyMap<string, OwnSchema>
  raw: Raw
}

const pathOf = (home: string, path: WrongPlace['path']): string =>
  path.reduce<string>(
    (whole, part) => (typeof part === 'number' ? `${whole}[${part}]` : whole ? `${whole}.${part}` : part),
    home,
  )

/**
 * Everything that doesn't fit the schema, at any depth: wrong values, and unknown names. Each problem says what was found,
 * what it leads to, and what to write.
 *
 * @param raw the options as they were written
 * @param tag the tag's attributes
 * @param isOnTag whether an option is set only on the tag
 */
export function wrongOptions(raw: Raw, tag: Raw, isOnTag: (option: string) => boolean): Problem[] {
  const surveys = listSurveys(raw.surveys)
  const site = { path: '', shape: siteShape, raw }
  return [
    ...wrongIn(site, raw, name => (isOnTag(name) ? tag[name] : undefined)),
    ...(surveys ? surveys.flatMap(({ path, own }) => wrongSurvey(path, own, raw)) : [wrongSurveys(raw)]),
  ]
}

function wrongSurveys(raw: Raw): Problem {
  const found = shown(raw.surveys)
  const allowed = 'a list of surveys, or surveys by their names'
  return {
    code: 'wrong-option',
    option: 'surveys',
    found,
    allowed,
    message: `surveys is ${found}: it must be ${allowed}. Because of this ${effectOf('surveys')}; write ${asJson('surveys', repairedSurvey(raw.surveys))}.`,
  }
}

/** A survey of which only the name was given. */
const repairedSurvey = (found: unknown) => [
  { id: repaired(Survey.def.shape.id, found, 'id'), trigger: found === 'support' ? 'support' : 'checkout' },
]

function wrongSurvey(path: string, own: unknown, site: Raw): Problem[] {
  if (isRaw(own)) return wrongIn({ path, shape: surveyShape, raw: own }, site)
  const found = shown(own)
  const others = (listSurveys(site.surveys) ?? []).flatMap(survey => (isRaw(survey.own) ? [survey.own] : []))
  // Somebody who writes false wants it gone.
  const meant = own === false && others.length ? others : repairedSurvey(own)
  return [
    {
      code: 'wrong-option',
      option: path,
      found,
      allowed: 'names and values in braces',
      message: `${placeInWords(path, site)} is ${found}: it must be names and values in braces. Because of this it is never shown; write ${asJson('surveys', meant)}.`,
    },
  ]
}

/** Problems in one place, the site or a survey. */
function wrongIn(home: Home, site: Raw, attributeOf: (name: string) => unknown = () => undefined): Problem[] {
  const unknown = Object.keys(home.raw).filter(name => !home.shape.has(name) && home.raw[name] !== undefined)
  const wrong = [...home.shape].flatMap(([name, schema]) => {
    const value = home.raw[name]
    // In the npm package the endpoint may be a function, which no schema describes.
    if (name === 'surveys' || (name === 'endpoint' && typeof value === 'function')) return []
    return wrongPlaces(schema, value, { path: [name], pattern: name }).map(place =>
      place.names
        ? nameTooMany(home, place, site)
        : wrongValue(home, place, { site, attribute: attributeOf(name) }),
    )
  })
  return [...wrong, ...unknown.map(name => unknownName(home, name, site))]
}

/** What to write in place of a wrong option: all of it, keeping whatever is right. */
function replacement(name: string, found: unknown): unknown {
  const schema = siteShape.get(name) ?? surveyShape.get(name)
  return schema && repaired(schema, found, name)
}

/** What was meant by JSON in an attribute. */
function fromJson(attribute: unknown): unknown {
  try {
    return /^\s*[[{]/.test(String(attribute)) ? JSON.parse(String(attribute)) : undefined
  } catch {
    return undefined
  }
}

/** Whether quotation marks are the problem. */
function quotes({ schema, value }: WrongPlace): string {
  const { type } = innerOf(schema)._zod.def
  if (isText(value) && value.trim() && (type === 'number' || type === 'boolean'))
    return isRight(schema, repaired(schema, value, '')) && /^[\s\d.-]+$|^(true|false)$/.test(value)
      ? ', without quotation marks'
      : ''
  return typeof value === 'number' && type === 'string' ? ', in quotation marks' : ''
}

function wrongValue(
  { path: home, raw }: Home,
  place: WrongPlace,
  { site, attribute }: { site: Raw; attribute: unknown },
): Problem {
  const { path, pattern, schema, value } = place
  const name = String(path[0])
  const option = pathOf(home, path)
  const allowed = allowedIn(schema, pattern)
  const isOnTag = attribute !== undefined
  const better = replacement(name, (isOnTag && fromJson(attribute)) || raw[name])
  // A site that uses only attributes will use one for this, too.
  const isForTag = option === 'endpoint' && value === undefined
  const write =
    ((isOnTag || isForTag) && asAttribute(name, better)) ||
    (isOnTag ? `it ${inBlock(asJson(name, better))}` : asJson(name, better))
  const unfit = isOnTag && asAttribute(name, better) === null ? ', which no attribute can hold' : ''
  const subject = isOnTag
    ? `data-${kebab(name)}=${shown(attribute)} is wrong`
    : value === undefined
      ? `${placeInWords(option, site)} is missing`
      : `${placeInWords(option, site)} is ${shown(value)}`
  return {
    code: 'wrong-option',
    option,
    found: value === undefined ? null : shown(value),
    allowed,
    message: `${subject}: it must be ${allowed}${isOnTag ? unfit : quotes(place)}. Because of this ${effectOf(name, home !== '')}; write ${write}.`,
  }
}

/** An unknown name inside an option: it makes the whole option wrong, except for an unknown source. */
function nameTooMany({ path: home, raw }: Home, { path, value, names = [] }: WrongPlace, site: Raw): Problem {
  const name = String(path[0])
  const option = pathOf(home, path)
  const found = shown(value)
  const meant = nearest(String(path.at(-1)), names)
  if (name === 'sources')
    return {
      code: 'unknown-option',
      option,
      found: null,
      allowed: meant,
      message: `there is no source "${path.at(-1)}", so it does nothing; ${meant ? `did you mean "${meant}"?` : `the sources are ${names.join(', ')}.`}`,
    }
  const known = names.length
    ? `, or be one of these names: ${names.map(choice => `"${choice}"`).join(', ')}`
    : ''
  return {
    code: 'wrong-option',
    option,
    found,
    allowed: names.join(', ') || null,
    message: `${placeInWords(option, site)} is ${found}: it must be left out${known}. Because of this ${effectOf(
      name,
      home !== '',
    )}; write ${asJson(name, replacement(name, raw[name]))}.`,
  }
}

/** An unknown option, and the one that was meant. */
function unknownName({ path: home, shape, raw }: Home, name: string, site: Raw): Problem {
  const value = raw[name]
  const option = pathOf(home, [name])
  const meant = meantBy(name, [...shape.keys()])
  const survey = home === '' ? meantBy(name, surveyNames) : null
  const isOfSurvey = survey !== null && !siteNames.includes(survey) && (survey === name || meant === null)
  const isOfSite = home !== '' && siteNames.includes(name)
  const elsewhere = isOfSurvey
    ? ` "${survey}" belongs to a survey: write ${asJson('surveys', { checkout: { [survey]: value } })}.`
    : isOfSite
      ? ' It belongs to the site: write it beside "surveys", not inside.'
      : ''
  return {
    code: 'unknown-option',
    option,
    found: shown(value),
    allowed: elsewhere ? null : meant,
    message: `there is no option "${name}" ${home === '' ? 'here' : `in ${placeInWords(home, site)}`}, so it does nothing${
      elsewhere ? `.${elsewhere}` : meant ? `; did you mean "${meant}"?` : '; leave it out.'
    }`,
  }
}
