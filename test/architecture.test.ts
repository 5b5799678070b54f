import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** Rooms in the order in which they are drawn: a room imports from itself and from what stands before it. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  time: [],
  protocol: ['time'],
  figures: [],
  i18n: [],
  browser: ['delivery'],
  options: ['time', 'protocol', 'figures'],
  history: ['time', 'protocol', 'options'],
  eligibility: ['time', 'protocol', 'history', 'options'],
  delivery: ['time', 'protocol', 'history', 'eligibility', 'options'],
  triggers: ['time', 'protocol', 'options', 'eligibility'],
  survey: ['time', 'protocol', 'figures', 'i18n', 'options'],
  decision: ['time', 'protocol', 'history', 'options', 'eligibility', 'triggers'],
  showing: ['time', 'protocol', 'figures', 'i18n', 'history', 'options', 'eligibility', 'delivery'],
  loader: ['time', 'protocol', 'history', 'options', 'triggers'],
  explain: [
    'time',
    'protocol',
    'figures',
    'i18n',
    'history',
    'options',
    'eligibility',
    'triggers',
    'survey',
    'decision',
    'showing',
  ],
  preview: [
    'time',
    'protocol',
    'figures',
    'i18n',
    'browser',
    'history',
    'options',
    'eligibility',
    'delivery',
    'triggers',
    'survey',
    'decision',
    'showing',
    'explain',
  ],
  links: ['time', 'protocol', 'i18n'],
  report: ['figures', 'protocol', 'i18n', 'time'],
  collector: ['time', 'figures', 'protocol', 'i18n', 'options', 'history', 'report', 'links'],
  entries: [
    'protocol',
    'browser',
    'options',
    'loader',
    'triggers',
    'decision',
    'showing',
    'survey',
    'explain',
    'preview',
    'delivery',
  ],
}

/** Packages that a folder may use; nothing else comes in from outside. */
const packages: Readonly<Record<string, readonly RegExp[]>> = {
  protocol: [/^zod\/mini$/],
  options: [/^zod\/mini$/],
  explain: [/^zod\/mini$/],
  survey: [/^preact$/, /^preact\/hooks$/, /^@preact\/signals$/],
  preview: [/^preact$/, /^@preact\/signals$/],
  report: [/^preact/, /^zod\/mini$/],
  collector: [/^hono/, /^@hono\/node-server/, /^kysely/, /^node:/, /^zod\/mini$/],
  entries: [/^virtual:/],
}

/** What pure code must not know of. */
const impure =
  /\b(window|document|navigator|location|localStorage|sessionStorage|fetch|setTimeout|setInterval|crypto|process|performance|console|indexedDB)\b(?!['"`:?])|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b/

interface Import {
  from: string
  isType: boolean
}

const sources = (folder: string): string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter(name => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
        .map(name => posix.join(folder, name))
    : []

const read = (file: string) => readFileSync(join(root, file), 'utf8')
const withoutComments = (code: string) => code.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '$1')

function importsOf(file: string): Import[] {
  const code = withoutComments(read(file))
  const statements = code.matchAll(
    /(?:^|\n)\s*(import|export)\s+(type\s+)?([^'"`;]*?from\s*)?['"]([^'"]+)['"]/g,
  )
  const dynamic = code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)
  return [
    ...[...statements].map(([, , type, names, from]) => ({
      from: from ?? '',
      isType: !!type || (!!names && isAllTypes(names)),
    })),
    ...[...dynamic].map(([, from]) => ({ from: from ?? '', isType: false })),
  ]
}

const isAllTypes = (names: string) => {
  const listed = /\{([^}]*)\}/.exec(names)?.[1]
  return (
    !!listed &&
    listed
      .split(',')
      .filter(name => name.trim())
      .every(name => name.trim().startsWith('type '))
  )
}

/** The folder below src/ that a relative import leads to. */
const folderOf = (file: string, from: string) =>
  relative(join(root, 'src'), join(root, dirname(file), from)).split(/[\\/]/)[0] ?? ''

function wrongImports(folder: string): string[] {
  return sources(`src/${folder}`).flatMap(file =>
    importsOf(file)
      .filter(({ from, isType }) => {
        if (!from.startsWith('.')) return !isType && !packages[folder]?.some(pattern => pattern.test(from))
        const target = folderOf(file, from)
        return !isType && target !== folder && !allowed[folder]?.includes(target)
      })
      .map(({ from }) => `${file} imports ${from}`),
  )
}

const folders = Object.keys(allowed)

describe('the house', () => {
  test.each(folders)('src/%s is lived in', folder => {
    expect(sources(`src/${folder}`).length).toBeGreaterThan(0)
  })

  test('has no room that this test does not know', () => {
    const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).filter(entry => entry.isDirectory())

    expect(rooms.map(({ name }) => name).sort()).toEqual([...folders].sort())
  })

  test.each(folders)('src/%s imports one way', folder => {
    expect(wrongImports(folder)).toEqual([])
  })

  test('zod stays out of what visitors load', () => {
    const files = folders
      .filter(folder => !['explain', 'report', 'collector', 'entries', 'preview'].includes(folder))
      .flatMap(folder => sources(`src/${folder}`))
      .filter(
        file => !/^src\/(options\/(schema|facts)|protocol\/(response|eligibility|complaint))\.ts$/.test(file),
      )
    const values = files.flatMap(file =>
      importsOf(file).filter(
        one =>
          !one.isType &&
          /zod|options\/(schema|facts)\.ts|protocol\/(response|eligibility)\.ts/.test(one.from),
      ),
    )

    expect(values).toEqual([])
  })
})

describe('pure code', () => {
  test.each(['time', 'protocol', 'figures', 'i18n', 'eligibility'].flatMap(room => sources(`src/${room}`)))(
    '%s knows neither page, clock, dice nor network',
    file => {
      expect(impure.exec(withoutComments(read(file)))?.[0]).toBeUndefined()
    },
  )

  test.each([
    'const at = Date.now()',
    'localStorage.getItem(key)',
    'document.title',
    'Math.random()',
    'new Date()',
  ])('would be told of: %s', line => expect(impure.test(line)).toBe(true))

  test.each(["moment: 'hidden' | 'typing'", 'new Date(now)', "'document: none'"])(
    'is left in peace: %s',
    line => expect(impure.test(line)).toBe(false),
  )
})

test('the survey model knows no page: it has state and verbs only', () => {
  expect(impure.exec(withoutComments(read('src/survey/survey-model.ts')))?.[0]).toBeUndefined()
})
