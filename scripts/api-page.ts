import { readFileSync } from 'node:fs'
import { type ApiItem, type ApiMember, readApi } from './api-of-types.ts'

/** The imports whose types are documented here; the collector's and the schema's have pages of their own. */
export const documented = [
  { name: 'howlikely', file: 'index', about: 'For pages.' },
  { name: 'howlikely/react', file: 'react', about: 'For apps of React: see [frameworks](frameworks.md).' },
  { name: 'howlikely/preact', file: 'preact', about: 'For apps of Preact.' },
  { name: 'howlikely/vue', file: 'vue', about: 'For apps of Vue.' },
  { name: 'howlikely/svelte', file: 'svelte', about: 'For apps of Svelte.' },
  { name: 'howlikely/solid', file: 'solid', about: 'For apps of Solid.' },
  {
    name: 'howlikely/element',
    file: 'element',
    about: 'Defines the element `<how-likely>`, and gives its type.',
  },
  { name: 'howlikely/links', file: 'links', about: "For a site's own server: see [links](links.md)." },
  { name: 'howlikely/score', file: 'score', about: 'The maths of the report.' },
]

const types = new URL('../dist/types/', import.meta.url)

/** The items of an import: those that its file of types declares, and those that it takes from others. */
export function apiOf(file: string): ApiItem[] {
  const code = readFileSync(new URL(`${file}.d.ts`, types), 'utf8')
  const shared = [...code.matchAll(/from "\.\/(shared\/[\w-]+)\.js"/g)].flatMap(([, name = '']) =>
    apiOf(name),
  )
  return [...readApi(code), ...shared]
}

/** Code inside a table, where an unescaped `|` would end the cell. */
const code = (text: string) => `\`${text.replaceAll('|', '\\|')}\``

/** A comment as one line of a table: its text, its default, its examples. */
function inCell(comment: string): string {
  const [words = '', ...tags] = comment.split(/(?:^|\s)@(?=(?:default|example|param|returns|throws)\b)/)
  const told = tags.map(tag => {
    const [, name = '', text = ''] = /^(\w+)\s+([\s\S]*)$/.exec(tag.trim()) ?? []
    const line = text.replace(/\s+/g, ' ')
    if (name === 'example') return `Example: ${code(line)}.`
    if (name === 'default')
      return `Default: ${/^[\w'"[{-]/.test(line) && !/ (is|where|that)\b|^the |^that /.test(line) ? code(line) : line}.`
    return name === 'returns' ? `Gives ${line}.` : `${line}.`
  })
  return [words.trim().replace(/\s+/g, ' ').replaceAll('|', '\\|'), ...told].filter(Boolean).join(' ')
}

const rowOf = ({ name, type, isOptional, comment }: ApiMember) =>
  `| ${code(name + (isOptional ? '?' : ''))} | ${type === null ? '' : code(type)} | ${inCell(comment)} |`

function sectionOf({ name, kind, signature, comment, members }: ApiItem): string {
  const isPlain = kind === 'type' && members.length === 0
  const lines = [`### ${name}`, '', inCell(comment)]
  if (kind === 'function' || isPlain) lines.push('', `\`${signature}\``)
  if (kind === 'interface' && signature)
    lines.push('', `It has all of ${signature.replace('extends ', '').replace(/\w+/g, '`$&`')} besides.`)
  if (members.length > 0)
    lines.push('', '| member | type | what it is |', '| --- | --- | --- |', ...members.map(rowOf))
  return lines.join('\n')
}

/** These come first, since most readers look for them; the rest follows by name. */
const first = ['Howlikely', 'Options', 'SurveyOptions', 'Rules', 'Look']
const placeOf = ({ kind, name }: ApiItem) =>
  kind === 'function' ? -1 : first.includes(name) ? first.indexOf(name) : first.length

/** The whole page, made from the built types. */
export function apiPage(): string {
  const sections = documented.map(({ name, file, about }) => {
    const items = apiOf(file)
    const sorted = items.toSorted(
      (one, other) => placeOf(one) - placeOf(other) || one.name.localeCompare(other.name, 'en'),
    )
    return [`## ${name}`, about, ...sorted.map(sectionOf)].join('\n\n')
  })
  return `# API

What the package gives out, with the types that your editor shows. \`npm run docs:api\` makes this page of them; see
[install](install.md#as-a-package) for how to use them, and [options](options.md) for what each option does.

${sections.join('\n\n')}
`
}
