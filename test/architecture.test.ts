import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** What each folder may import values from; `import type` is free from schema/ and from the `*-part.ts` seams. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  core: ['core'],
  schema: ['schema'],
  i18n: ['i18n'],
  links: ['links', 'core', 'i18n'],
  loader: ['loader', 'core'],
  sources: ['sources', 'core'],
  'site-triggers': ['site-triggers', 'core'],
  conductor: ['conductor', 'core'],
  asking: ['asking', 'core'],
  more: ['more', 'core'],
  beyond: ['beyond', 'core'],
  later: ['later', 'core'],
  survey: ['survey', 'core', 'i18n'],
  'survey-more': ['survey-more', 'core'],
  check: ['check', 'core', 'schema'],
  preview: ['preview', 'core', 'asking', 'conductor', 'survey'],
  report: ['report', 'core', 'schema', 'i18n'],
  collector: ['collector', 'core', 'schema', 'report', 'links'],
}

/** Packages that a folder may use; nothing else comes in from outside. */
const packages: Readonly<Record<string, readonly RegExp[]>> = {
  core: [],
  i18n: [],
  links: [],
  loader: [/^virtual:parts$/],
  sources: [/^virtual:sources-parts$/],
  'site-triggers': [],
  conductor: [/^virtual:conductor-parts$/],
  asking: [/^virtual:asking-parts$/],
  more: [/^virtual:more-parts$/],
  beyond: [],
  later: [],
  schema: [/^zod\/mini$/],
  check: [/^zod\/mini$/, /^virtual:check-parts$/],
  preview: [/^preact$/, /^@preact\/signals$/, /^virtual:preview-parts$/],
  survey: [],
  'survey-more': [],
  report: [/^preact/, /^zod\/mini$/],
  collector: [/^hono/, /^@hono\/node-server/, /^kysely/, /^node:/, /^zod\/mini$/],
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

const isSeam = (from: string) =>
  /-part\.ts$|explanation\.ts$|locale-words\.ts$|survey\/(draw\.ts|survey-model\.ts|Scale\.tsx)$|conductor\/(environment|memory)\.ts$|asking\/(delivery|showing|stage)\.ts$/.test(
    from,
  )

function wrongImports(folder: string): string[] {
  return sources(`src/${folder}`).flatMap(file =>
    importsOf(file)
      .filter(({ from, isType }) => {
        if (!from.startsWith('.')) return !isType && !packages[folder]?.some(pattern => pattern.test(from))
        const target = folderOf(file, from)
        if (allowed[folder]?.includes(target)) return false
        return !(isType && (target === 'schema' || target === 'core' || isSeam(from)))
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

  test('zod stays out of what every visitor loads', () => {
    const files = [
      'loader',
      'conductor',
      'asking',
      'more',
      'beyond',
      'later',
      'sources',
      'site-triggers',
      'survey',
      'survey-more',
      'core',
      'i18n',
    ].flatMap(folder => sources(`src/${folder}`))
    const values = files.flatMap(file =>
      importsOf(file).filter(one => !one.isType && /zod|\/schema\//.test(one.from)),
    )

    expect(values).toEqual([])
  })
})

describe('pure code', () => {
  test.each(sources('src/core').concat(sources('src/i18n')))(
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
