import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')

/** One fenced piece of code in a page. */
export interface Example {
  /** Where it begins, such as `docs/install.md:12`. */
  place: string
  /** '' if none is named. */
  language: string
  code: string
}

export interface Page {
  /** Seen from the repository's root. */
  path: string
  text: string
}

export const pages: readonly Page[] = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SECURITY.md',
  'demo/README.md',
  ...readdirSync(join(root, 'docs'))
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`),
].map(path => ({ path, text: readFileSync(join(root, path), 'utf8') }))

export function page(path: string): Page {
  const found = pages.find(one => one.path === path)
  if (!found) throw new Error(`There is no page ${path}.`)
  return found
}

const fence = /^```(\w*)\n([\s\S]*?)^```$/gm

export const examplesIn = ({ path, text }: Page): Example[] =>
  [...text.matchAll(fence)].map(({ index, 1: language = '', 2: code = '' }) => ({
    place: `${path}:${text.slice(0, index).split('\n').length}`,
    language,
    code,
  }))

/** Whole apps, which the tests in test/package build and answer. */
const isOfApps = ({ path }: Page) => path === 'docs/frameworks.md'

/** The examples of a language, as rows for `test.each`. */
export const examples = (language: string): [place: string, code: string][] =>
  pages
    .filter(one => !isOfApps(one))
    .flatMap(examplesIn)
    .filter(example => example.language === language)
    .map(({ place, code }) => [place, code])

/** The files that a section of docs/frameworks.md shows, by the path that each begins with. */
export function filesOfApp(section: string): Record<string, string> {
  const [, after = ''] = page('docs/frameworks.md').text.split(`\n## ${section}\n`)
  const shown = examplesIn({ path: section, text: after.split(/^## /m)[0] ?? '' })
  return Object.fromEntries(shown.map(({ code }) => [/^(?:\/\/|<!--) (\S+)/.exec(code)?.[1] ?? '', code]))
}

/** A page without its fenced code. */
export const proseOf = ({ text }: Page): string => text.replace(fence, '')

/** The rows of every table under a heading, up to the next heading of any level; a cell's text as it is written. */
export function tableUnder({ text }: Page, heading: string): string[][] {
  const [, after = ''] = text.split(new RegExp(`^#+ ${heading}$`, 'm'))
  const section = after.split(/^#+ /m)[0] ?? ''
  return section
    .split('\n')
    .filter(line => line.startsWith('|'))
    .map(line => line.split('|').slice(1, -1))
    .map(cells => cells.map(cell => cell.trim()))
    .filter(([first = '']) => !/^-+$/.test(first))
}

/** What stands in backticks at the start of a cell. */
export const nameIn = (cell = ''): string => /^`([^`]+)`/.exec(cell)?.[1] ?? ''
