import type * as z from 'zod/mini'
import { allowedIn } from '../src/explain/allowed.ts'
import { about, aboutInside } from '../src/options/about.ts'
import { examples } from '../src/options/examples.ts'
import { facts, formats } from '../src/options/facts.ts'
import { innerOf, type OwnSchema, ownSchema, type Place, placesOf } from '../src/options/places.ts'
import {
  Duration,
  look,
  Match,
  OptionsSchema,
  Path,
  rules,
  Source,
  Survey,
  Words,
} from '../src/options/schema.ts'

/** Explanations that the page gives once, at its top. */
const explained = new Map<unknown, string>([
  [Duration, 'a duration'],
  [Path, 'a path'],
  [Words, 'words'],
  [Match, 'a condition'],
])

const sources = Source.options.map(source => `\`${source}\``)

const intro = `# Options

Every option, with its default. [Install](install.md#options) says where options are written: as attributes on the tag, in a JSON
block, by a command, or in a file. \`npm run docs:options\` writes this page from the schema that
checks the options.

- A **duration** is \`"0"\`, or up to four digits and \`s\`, \`m\` (minutes), \`h\`, \`d\` or \`w\`: \`"90d"\`, \`"30m"\`.
- A **path** starts with \`/\` or \`*\`, and \`*\` stands for any characters. It may be written plainly or percent-encoded
  (\`/köp/*\` or \`/k%C3%B6p/*\`). If a page keeps its route behind a \`#\`, include it: \`/#/checkout*\`.
- **Words** are one text, or one per language: \`{"en": "Thank you!", "sv": "Tack!"}\`.
- A **condition** is a value, a list of values, or what must hold: [the audience](frequency.md#the-audience).

On the tag, values need no quotation marks of their own, and lists are written with commas:
\`data-never="/checkout*,/account/payment"\`. Options without an attribute go into [the JSON block](install.md#2-a-json-block).

A wrong option never breaks the page: [the value that asks less is used](install.md#when-an-option-is-wrong). [Wrong
options](wrong-options.md) lists what the console says then, and what to write instead.
`

/** JSON on one line, with spaces for readability. */
const code = (value: unknown) =>
  `\`${JSON.stringify(value, null, 1)
    .replace(/\n\s*/g, ' ')
    .replace(/ (?=[\]}])|(?<=[[{]) /g, '')}\``
const kebab = (name: string) => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

/** Whether an attribute's text can express it. */
function fitsTag(schema: OwnSchema): boolean {
  const inner = innerOf(schema)
  const { def } = inner._zod
  if (def.type === 'array') return innerOf(ownSchema(def.element))._zod.def.type === 'string'
  return ['string', 'number', 'boolean', 'enum'].includes(def.type)
}

function attributeOf(name: string, schema: OwnSchema, isOfSite: boolean): string {
  if (name === 'privacy') return '`data-privacy-url`'
  return (isOfSite || name === 'contact') && fitsTag(schema) ? `\`data-${kebab(name)}\`` : '–'
}

/** What may be written, in words, with an example if words are not enough; only the example if that says it all. */
function valueIn({ path, schema }: Place): string {
  const inner = innerOf(schema)
  const { def } = inner._zod
  const isTold = ['enum', 'boolean', 'literal'].includes(def.type) || formats.get(inner)?.format === 'reason'
  const example = isTold || examples[path] === undefined ? '' : code(examples[path])
  const element = def.type === 'array' && innerOf(ownSchema(def.element))
  if (/^`\[?\{/.test(example) && !explained.has(inner)) return example
  const listed = element && explained.get(element)
  const words =
    explained.get(inner) ??
    (listed
      ? `a list of ${listed.replace(/^a /, '')}s`
      : allowedIn(inner, path)
          .replace(/ such as .*/, '')
          .replace(/"[^"]*"/g, '`$&`'))
  const unit = facts.get(schema)?.unit
  return `${words}${unit ? ` (${unit})` : ''}${example && `, such as ${example}`}`
}

function defaultOf({ schema }: Place): string {
  if (schema._zod.def.type !== 'optional') return 'required'
  const value = facts.get(schema)?.default
  if (value === undefined || value === null) return 'none'
  return typeof value === 'object' ? code(value) : `\`${value}\``
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')

function optionTable(shape: z.core.$ZodShape, isOfSite: boolean): string {
  const told = new Map(Object.entries(about))
  const rows = Object.entries(shape).map(([name, some]) => {
    const schema = ownSchema(some)
    const value =
      name === 'surveys' ? 'a list of surveys, or surveys by their names' : valueIn({ path: name, schema })
    const otherwise = name === 'surveys' ? 'two' : defaultOf({ path: name, schema })
    return [`\`${name}\``, otherwise, value, attributeOf(name, schema, isOfSite), told.get(name) ?? '']
  })
  return table(['option', 'default', 'what to write', 'on the tag', 'what it is'], rows)
}

function insideTable(name: string, some: z.core.SomeType): string {
  const inside = new Map(placesOf(name, some, [Match, Words]).map(place => [place.path, place]))
  const rows = Object.keys(aboutInside)
    .filter(path => path.startsWith(`${name}.`) || path.startsWith(`${name}[`))
    .flatMap(path => {
      const place = inside.get(path)
      const shown = path
        .slice(name.length)
        .replace(/^\[\]\.|^\./, '')
        .replaceAll('*', 'promoter')
      return place ? [[`\`${shown}\``, defaultOf(place), valueIn(place), aboutInside[path] ?? '']] : []
    })
  return table(['name', 'default', 'what to write', 'what it is'], rows)
}

const without = (shape: z.core.$ZodShape, ...others: readonly object[]) =>
  Object.fromEntries(Object.entries(shape).filter(([name]) => !others.some(other => name in other)))

/** The text of `docs/options.md`. */
export function optionsPage(): string {
  const shapes: z.core.$ZodShape = { ...OptionsSchema.def.shape, ...Survey.def.shape }
  const opened = [...new Set(Object.keys(aboutInside).map(path => path.split(/[.[]/)[0] ?? ''))]
  return [
    intro,
    '## Of the site\n',
    optionTable(without(OptionsSchema.def.shape, rules, look), true),
    '\n## Of the site, and of each survey\n',
    "A survey's own option overrides the site's. [Frequency](frequency.md) explains the rules,\nand [theming](theming.md) the look.\n",
    optionTable({ ...rules, ...look }, true),
    '\n## Of a survey\n',
    'These belong to one survey in `surveys`. `contact` may also be set on the tag, for all surveys.\n',
    optionTable(without(Survey.def.shape, rules, look), false),
    ...opened.flatMap(name => [
      `\n## Inside \`${name}\`\n`,
      ...(shapes[name] ? [insideTable(name, shapes[name])] : []),
    ]),
    '\n## The sources\n',
    `\`sources\` may name each of these, with \`true\` or \`false\`: ${sources.join(', ')}.\n`,
  ].join('\n')
}
