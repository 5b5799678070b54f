import { type AsksLess, asksLess } from '../options/asks-less.ts'
import { readAttributes } from '../options/attributes.ts'
import { mergeLayers } from '../options/merge-layers.ts'
import { isRaw } from '../options/own.ts'
import { ListedOptionsSchema, OptionsSchema, Survey } from '../options/schema.ts'
import type { Problem } from '../options/settings.ts'
import { listSurveys } from '../options/written-surveys.ts'
import { complaintOf } from '../protocol/complaint.ts'
import { toJson } from '../protocol/to-json.ts'
import { lookAround } from './look-around.ts'
import { type LookAround, lookProblems } from './look-problems.ts'
import { nearest } from './nearest.ts'
import { ruleProblems } from './rule-problems.ts'
import { suggestionFor } from './suggestion.ts'

type Layer = Readonly<Record<string, unknown>>

/** What a tag's attributes may hold besides options: a trigger, and where more options are. */
const notOptions = ['trigger', 'ref', 'value', 'currency', 'signature', 'config', 'privacyUrl', 'contact']

/** What the page must say itself, since it is listened by before a file is read. */
const notInFile = [
  ...[
    'site',
    'enabled',
    'dataLayer',
    'sources',
    'triggers',
    'thankYouPages',
    'minVisits',
    'minPages',
    'minAge',
  ],
]

const siteNames = Object.keys(OptionsSchema.def.shape)
const surveyNames = Object.keys(Survey.def.shape)

const kebab = (name: string) => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
const bracketed = (path: string) => path.replace(/\.(\d+)(?=\.|$)/g, '[$1]')
const json = (value: unknown): string => toJson(value) ?? String(value)
const shortened = (text: string) => (text.length > 80 ? `${text.slice(0, 80)}…` : text)

/** An option as it would be written on the tag, if it can be; lists have commas there. */
function asAttribute(name: string, value: unknown): string | null {
  if (name === 'privacy' && isRaw(value)) return `data-privacy-url="${value.url}"`
  const isList = Array.isArray(value) && value.every(one => typeof one === 'string')
  if (typeof value === 'object' && !isList) return null
  return `data-${kebab(name)}="${value}"`
}

/** An option as it would be written in the JSON block. */
const asJson = (name: string, value: unknown) => `"${name}": ${json(value)}`

/** Where an option that is no text for an attribute is to be pasted. */
const inBlock = (content: string) =>
  `in <script type="application/json" data-howlikely>{ ${content} }</script>`

/** Where an option stands: its own name, without the survey that it is of. */
const nameIn = (path: string) => path.replace(/^surveys(\[\d+\]|\.[\w-]+)\./, '').split(/[.[]/)[0] ?? path

function valueAt(path: readonly PropertyKey[], value: unknown): unknown {
  return path.reduce<unknown>(
    (inner, key) => (Object(inner) === inner ? Reflect.get(Object(inner), key) : undefined),
    value,
  )
}

/**
 * What is wrong with the options, one problem each: by the schema that also makes the types, and by what rules that are
 * right can do. Each says what was found, what comes of it, and what to write.
 * @param layers as they were written, a later one wins; the first holds the tag's attributes
 * @param around the page that the card would stand on
 */
export function optionProblems(layers: readonly Layer[], around: LookAround = lookAround): Problem[] {
  const [tag = {}, ...others] = layers
  const own = readAttributes(tag)
  const raw = mergeLayers(layers)
  const isOnTag = (option: string) => option in own && !others.some(layer => option in layer)
  const inRules = [...ruleProblems(raw, tag.contact), ...lookProblems(raw, around)].map(
    ({ code, option, found, why, allowed }) => ({
      code,
      option,
      found,
      allowed,
      message: `${isOnTag(option) ? `data-${kebab(option)}` : option} is ${found}, ${why}; write ${allowed}.`,
    }),
  )
  const wrong = wrongOptions(raw, tag, isOnTag)
  // What is wrong in itself can be told no more of.
  const isTold = (option: string) =>
    wrong.some(one => one.code === 'wrong-option' && isWithin(option, one.option))
  return [
    ...tagProblems(tag, own),
    ...wrong,
    ...fileProblems(others[2] ?? {}),
    ...inRules.filter(({ option }) => !isTold(option)),
  ]
}

/** Whether two paths are of one option. */
function isWithin(option: string, other: string | null): boolean {
  const whole = (path: string) => path.slice(0, path.lastIndexOf(nameIn(path))) + nameIn(path)
  return other !== null && whole(option) === whole(other)
}

/** What does not fit the schema: wrong values, and names that it does not have. */
function wrongOptions(raw: Layer, tag: Layer, isOnTag: (option: string) => boolean): Problem[] {
  const surveys = raw.surveys === undefined ? undefined : listSurveys(raw.surveys)
  const listed: Layer = surveys ? { ...raw, surveys: surveys.map(({ own }) => own) } : { ...raw }
  // In the npm package the endpoint may be a function, which no schema describes.
  const parsed = ListedOptionsSchema.safeParse(
    typeof listed.endpoint === 'function' ? { ...listed, endpoint: '/' } : listed,
  )
  const pathOf = (path: string) =>
    bracketed(path).replace(/^surveys\[(\d+)\]/, (whole, place) => surveys?.[Number(place)]?.path ?? whole)
  const issues = parsed.success ? [] : parsed.error.issues
  return issues.flatMap(issue => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map(key =>
        unknownName(pathOf([...issue.path, key].join('.')), valueAt([...issue.path, key], listed)),
      )
    const { field, found, allowed } = complaintOf(issue, listed)
    const option = pathOf(field ?? '')
    return wrongValue(
      option,
      valueAt(issue.path, listed),
      found,
      allowed,
      isOnTag(option.split(/[.[]/)[0] ?? '') ? tag[nameIn(option)] : undefined,
    )
  })
}

function wrongValue(
  option: string,
  value: unknown,
  found: string | null,
  allowed: string | null,
  attribute: unknown,
): Problem {
  const name = nameIn(option)
  const isWhole = option === name || option.endsWith(`.${name}`)
  const better = suggestionFor(name, isWhole ? value : undefined)
  const onTag = attribute !== undefined && asAttribute(name, better)
  const write =
    onTag || (attribute === undefined ? asJson(name, better) : `it ${inBlock(asJson(name, better))}`)
  const subject =
    attribute !== undefined
      ? `data-${kebab(name)}="${shortened(`${attribute}`)}" is wrong`
      : value === undefined
        ? `${option} is missing`
        : `${option} is ${found}`
  const { effect } = asksLessOf(name)
  return {
    code: 'wrong-option',
    option,
    found,
    allowed,
    message: `${subject}: it must be ${allowed}. Because of it ${effect}; write ${write}.`,
  }
}

/** What holds where an option is wrong. */
const asksLessOf = (name: string): AsksLess =>
  Object.entries(asksLess).find(([one]) => one === name)?.[1] ?? { effect: 'it is left out' }

/** A name that is none, and what was meant. An option of a survey may stand for all of them in no place but its own. */
function unknownName(option: string, value: unknown): Problem {
  const name = option.split('.').at(-1) ?? ''
  const isOfSurvey = /^surveys[[.]/.test(option)
  const isNested = option.split('.').length > (isOfSurvey ? 2 + Number(option.startsWith('surveys.')) : 1)
  // A name too many makes the whole option wrong, but for a source that nobody knows.
  const { effect } = asksLessOf(nameIn(option))
  if (isNested && !option.startsWith('sources.'))
    return {
      code: 'wrong-option',
      option,
      found: json(value),
      allowed: null,
      message: `${option} is ${shortened(json(value))}: it must be left out, since there is no such name. Because of it ${effect}; write ${asJson(
        nameIn(option),
        suggestionFor(nameIn(option), undefined),
      )}.`,
    }
  const meant = isNested ? null : nearest(name, isOfSurvey ? surveyNames : siteNames)
  const belongs =
    isOfSurvey || isNested || meant === name || !surveyNames.includes(name)
      ? ''
      : ` It belongs to a survey: write ${asJson('surveys', { checkout: { [name]: value } })}.`
  return {
    code: 'unknown-option',
    option,
    found: option === name ? json(value) : null,
    allowed: belongs ? null : meant,
    message: `there is no option "${option}" here, so it does nothing${
      belongs ? `.${belongs}` : meant ? `; did you mean "${meant}"?` : '; leave it out.'
    }`,
  }
}

/** What of the tag's attributes is none of ours, or would have to stand elsewhere. */
function tagProblems(tag: Layer, own: Layer): Problem[] {
  const known = [
    ...siteNames,
    'privacyUrl',
    'contact',
    'trigger',
    'ref',
    'value',
    'currency',
    'signature',
    'config',
  ]
  const { contact, privacyUrl, foreignConsent } = tag
  const problems = Object.keys(tag)
    .filter(
      name => !(name in own) && ![...notOptions, 'foreignConsent'].includes(name) && tag[name] !== undefined,
    )
    .map((name): Problem => {
      const attribute = `data-${kebab(name)}`
      const meant = nearest(name, known)
      const ofSurvey = surveyNames.includes(name)
      const close = ofSurvey ? null : meant && `data-${kebab(meant)}`
      return {
        code: 'unknown-option',
        option: name,
        found: json(tag[name]),
        allowed: close,
        message: ofSurvey
          ? `${attribute} belongs to a survey, not to the tag, so it does nothing there; write it ${inBlock(
              asJson('surveys', { checkout: { [name]: tag[name] } }),
            )}.`
          : `there is no option "${attribute}", so it does nothing${close ? `; did you mean "${close}"?` : '; leave it out.'}`,
      }
    })
  const wrongContact =
    contact === undefined || Survey.def.shape.contact.safeParse(contact).success
      ? []
      : [wrongValue('contact', contact, json(contact), '"off", "detractors" or "everyone"', contact)]
  const emptyAddress =
    privacyUrl === ''
      ? [
          {
            ...wrongValue('privacy', undefined, '""', 'an address such as "/privacy"', ''),
            option: 'privacy.url',
            message: `data-privacy-url="" is wrong: it must be an address. Because of it ${asksLess.privacy.effect}; write data-privacy-url="/privacy".`,
          },
        ]
      : []
  const foreign =
    foreignConsent === undefined
      ? []
      : [
          {
            code: 'foreign-attribute',
            option: 'consent',
            found: json(foreignConsent),
            allowed: '"required", "google" or "tcf"',
            message: `data-consent="${foreignConsent}" is a consent tool's word and not one of ours, so it is left out: visitors are asked as soon as the tag runs. If that tool holds back the tag until the visitor agrees, all is well; if howlikely itself is to wait, write it ${inBlock('"consent": "required"')}.`,
          },
        ]
  return [...problems, ...wrongContact, ...emptyAddress, ...foreign]
}

/** What a file of options says and cannot. */
const fileProblems = (file: Layer): Problem[] =>
  notInFile
    .filter(name => file[name] !== undefined)
    .map(name => ({
      code: 'not-in-file',
      option: name,
      found: shortened(json(file[name])),
      allowed: null,
      message: `${name} stands in the file of data-config, which is read too late for it, so it may do nothing; write it on the tag or ${inBlock(
        shortened(asJson(name, file[name])),
      )}.`,
    }))
