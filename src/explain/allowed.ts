import * as z from 'zod/mini'
import { formats } from '../options/facts.ts'
import { innerOf, type OwnSchema, ownSchema } from '../options/places.ts'
import { Match, Path, Scalar, SiteTrigger, Survey, Words } from '../options/schema.ts'

/** Formats that no schema describes by itself. */
const formatWords: Readonly<Record<string, string>> = {
  duration: 'a duration such as "90d" (days), "12h" (hours) or "2w" (weeks)',
  clockTime: 'a time such as "09:00"',
  instant: 'a date such as "2026-05-01", or a date and time such as "2026-05-01T09:00"',
  zone: 'a time zone such as "Europe/Stockholm"',
  reason: 'a text, or one for each of "promoter", "passive" and "detractor"',
  siteTrigger:
    'a name and exactly one of "click", "appears", "path", "secondsOnPage", "scrolled", "leaving" and "event"',
}

const known = new Map<unknown, string>([
  [Path, 'a path that begins with "/" or "*"'],
  [Scalar, 'a text, a number, true or false'],
  [Words, 'a text, or one for each language'],
  [Match, 'a value, a list of values, or conditions such as {"above": 50}'],
])

/** What a text is, by the name of its option. */
const texts: Readonly<Record<string, string>> = {
  accent: 'a colour',
  surface: 'a colour',
  text: 'a colour',
  radius: 'a length',
  font: 'a font family',
  endpoint: 'an address',
  url: 'an address',
  wait: 'a CSS selector',
  click: 'a CSS selector',
  appears: 'a CSS selector',
  locale: '"auto" or a language',
  trigger: 'the name of a trigger',
}

/** Options that are clearer in words of their own. */
const named: Readonly<Record<string, string>> = {
  texts: 'languages in braces, each with the names of texts and the texts',
  'texts.*': 'the names of texts and the texts, in braces',
  sources: 'the names of sources in braces, each with true or false',
  'where.device': '"mobile", "tablet" or "desktop", or a list of them',
  headers: 'the names of headers in braces, each with a text',
}

/** Plurals. */
const many = new Map<unknown, string>([
  [Path, 'paths'],
  [SiteTrigger, 'triggers'],
  [Survey, 'surveys'],
])

const lastOf = (path: string): string => /[A-Za-z]+(?=(\[\])?$)/.exec(path)?.[0] ?? ''

const listed = (choices: readonly string[], last: string): string =>
  choices.length > 1 ? `${choices.slice(0, -1).join(', ')} ${last} ${choices.at(-1)}` : `${choices[0]}`

/** The words in which a schema's checks describe themselves. */
function saidBy(schema: OwnSchema): string[] {
  const sample = schema._zod.def.type === 'string' ? [' ', '', 'preview'] : []
  return [
    ...new Set(
      sample.flatMap(text => {
        const { success, error } = z.safeParse(schema, text)
        return success ? [] : error.issues.map(({ message }) => message)
      }),
    ),
  ].filter(message => !/^Invalid|^Too/.test(message))
}

function numberWords(schema: OwnSchema): string {
  const { def } = schema._zod
  // A whole number's schema is its own check. All of them are zod's own.
  const checks = [schema, ...('checks' in def && Array.isArray(def.checks) ? def.checks : [])]
  const checkDefs = (checks as z.core.$ZodChecks[]).map(check => check._zod.def)
  const limit = (kind: string) => {
    const found = checkDefs.find(check => 'check' in check && check.check === kind)
    return found && 'value' in found ? Number(found.value) : undefined
  }
  const number = checkDefs.some(check => 'format' in check && check.format === 'safeint')
    ? 'a whole number'
    : 'a number'
  const [least, most] = [limit('greater_than'), limit('less_than')]
  if (least === undefined) return number
  return most === undefined ? `${number} from ${least}` : `${number} from ${least} to ${most}`
}

function severalOf(schema: OwnSchema): string {
  const { def } = schema._zod
  if (def.type === 'string') return many.get(schema) ?? 'texts'
  if (def.type === 'literal') return 'days from 0 (Sunday) to 6 (Saturday)'
  return many.get(schema) ?? 'entries, each with names and values in braces'
}

/**
 * What an option may be, for whoever writes it, as the end of a sentence.
 *
 * @param path the option's path, such as `dark.accent`; it tells colours from other texts
 */
export function allowedIn(some: z.core.SomeType, path: string): string {
  const schema = innerOf(ownSchema(some))
  const format = formats.get(schema)?.format
  const inWords = named[path] ?? known.get(schema) ?? (format && formatWords[format])
  if (inWords) return inWords
  const { def } = schema._zod
  switch (def.type) {
    case 'string': {
      const said = saidBy(schema)
      return said.length ? listed(said, 'and') : (texts[lastOf(path)] ?? 'a text')
    }
    case 'number':
      return numberWords(schema)
    case 'boolean':
      return 'true or false'
    case 'enum':
      return listed(
        Object.values(def.entries).map(value => JSON.stringify(value)),
        'or',
      )
    case 'literal':
      return `one of ${listed(
        def.values.map(value => JSON.stringify(value)),
        'and',
      )}`
    case 'array':
      return `a list of ${severalOf(ownSchema(def.element))}`
    case 'record':
      return `names in braces, each with ${allowedIn(def.valueType, `${path}.*`)}`
    case 'union':
      return listed(
        def.options.map(option => allowedIn(option, path)),
        'or',
      )
    default:
      return 'names and values in braces'
  }
}
