import { readAttributes } from '../options/attributes.ts'
import { mergeLayers } from '../options/merge-layers.ts'
import { ListedOptionsSchema, OptionsSchema } from '../options/schema.ts'
import type { Problem } from '../options/settings.ts'
import { listSurveys } from '../options/written-surveys.ts'
import { complaintOf } from '../protocol/complaint.ts'
import { paintedColour } from './colour.ts'
import { type LookAround, lookProblems } from './look-problems.ts'
import { ruleProblems } from './rule-problems.ts'

type Layer = Readonly<Record<string, unknown>>

/** What a tag's attributes may hold besides options: a trigger, and where more options are. */
const notOptions = ['trigger', 'ref', 'value', 'currency', 'signature', 'config', 'privacyUrl', 'contact']

/** On a server, which asks only about words, there is neither. */
const thisPage: LookAround = {
  page: globalThis.location?.href ?? 'https://site.example/',
  colour: text => (globalThis.document ? paintedColour(text) : undefined),
}

const kebab = (name: string) => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
const bracketed = (path: string) => path.replace(/\.(\d+)(?=\.|$)/g, '[$1]')

/**
 * What is wrong with the options, one problem each: by the schema that also makes the types, and by what rules that are
 * right can do.
 * @param layers as they were written, a later one wins; the first holds the tag's attributes
 * @param around the page that the card would stand on
 */
export function optionProblems(layers: readonly Layer[], around: LookAround = thisPage): Problem[] {
  const [tag = {}, ...others] = layers
  const own = readAttributes(tag)
  const raw = mergeLayers(layers)
  const surveys = raw.surveys === undefined ? undefined : listSurveys(raw.surveys)
  const listed: Layer = surveys ? { ...raw, surveys: surveys.map(({ own }) => own) } : { ...raw }
  // In the npm package the endpoint may be a function, which no schema describes.
  const parsed = ListedOptionsSchema.safeParse(
    typeof listed.endpoint === 'function' ? { ...listed, endpoint: '/' } : listed,
  )
  const inBrackets = (path: string) =>
    bracketed(path).replace(/^surveys\[(\d+)\]/, (whole, place) => surveys?.[Number(place)]?.path ?? whole)
  const unknown = Object.keys(tag).filter(name => !(name in own) && !notOptions.includes(name))
  const onTag = unknown.map(name => unknownOption(name, tag, name => `data-${kebab(name)}`))
  const nameOf = (option: string) =>
    option in own && !others.some(layer => option in layer) ? `data-${kebab(option)}` : option
  const inRules = [...ruleProblems(raw), ...lookProblems(raw, around)].map(
    ({ code, option, found, why, allowed }) => ({
      code,
      option,
      found,
      allowed,
      message: `${nameOf(option)} is ${found}, ${why}; write ${allowed}.`,
    }),
  )
  if (parsed.success) return [...onTag, ...inRules]
  const inOptions = parsed.error.issues.flatMap(issue => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map(key => unknownOption(inBrackets([...issue.path, key].join('.')), raw))
    const { field, found, allowed } = complaintOf(issue, listed)
    const option = inBrackets(field ?? '')
    return {
      code: 'wrong-option',
      option,
      found,
      allowed,
      message: `${nameOf(option)} must be ${allowed}, got ${found}; the value that asks less is used.`,
    }
  })
  return [...onTag, ...inOptions, ...inRules]
}

function unknownOption(option: string, raw: Layer, written = (name: string) => name): Problem {
  const meant = nearest(option.split('.').at(-1) ?? '')
  const close = meant && written(meant)
  return {
    code: 'unknown-option',
    option,
    found: option in raw ? JSON.stringify(raw[option]) : null,
    allowed: close,
    message: `there is no option "${written(option)}"${close ? `; did you mean "${close}"?` : '.'}`,
  }
}

/** The known option that a name was probably meant to be: the same letters, whatever their case. */
function nearest(name: string): string | null {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '')
  const known = Object.keys(OptionsSchema.def.shape)
  return (
    known.find(option => plain(option) === plain(name)) ??
    known.find(option => plain(option).startsWith(plain(name).slice(0, 5))) ??
    null
  )
}
