import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** The rooms in the order in which they are drawn: every import, including those of types, goes to an earlier one. */
const rooms = [
  'time',
  'protocol',
  'figures',
  'words',
  'i18n',
  'browser',
  'options',
  'history',
  'eligibility',
  'delivery',
  'triggers',
  'consent',
  'survey',
  'decision',
  'showing',
  'loader',
  'explain',
  'preview',
  'links',
  'report',
  'collector',
  'command',
  'entries',
  'package',
  'index.ts',
  'frameworks',
]

/** Rooms that run on servers; they know nothing about the widget. */
const server = ['time', 'protocol', 'figures', 'words', 'i18n', 'links', 'report']

/** Rooms that import from only some of the earlier rooms. */
const importsOnlyFrom: Readonly<Record<string, readonly string[]>> = {
  figures: ['time'],
  words: [],
  i18n: [],
  links: server,
  report: server,
  collector: server,
}

/** Rooms that import values from fewer rooms than types: where they import only the type, the value is passed in. */
const valuesOnlyFrom: Readonly<Record<string, readonly string[]>> = {
  browser: ['time', 'protocol'],
  history: ['time', 'protocol', 'options'],
  eligibility: ['time', 'protocol', 'options', 'history'],
  delivery: ['time', 'protocol', 'options'],
  triggers: ['time', 'protocol', 'browser', 'options', 'eligibility'],
  consent: [],
  survey: ['time', 'protocol', 'figures', 'i18n'],
  decision: ['time', 'protocol', 'options', 'history', 'eligibility', 'triggers'],
  showing: ['time', 'protocol', 'figures', 'i18n', 'options', 'history', 'eligibility', 'delivery'],
  loader: ['browser', 'history', 'triggers'],
}

/** Packages that a room may use. */
const packages: Readonly<Record<string, RegExp>> = {
  protocol: /^zod\/mini$/,
  words: /^stopword$/,
  options: /^zod\/mini$/,
  survey: /^(preact|@preact\/signals-core)$/,
  preview: /^(preact|@preact\/signals)$/,
  report: /^(preact|preact\/hooks|preact-render-to-string|@preact\/signals|d3-scale|d3-shape|zod\/mini)$/,
  explain: /^zod\/mini$/,
  command: /^node:/,
  frameworks: /^(react|preact|preact\/hooks|vue|svelte|svelte\/store|solid-js)$/,
  collector:
    /^(node:.*|hono.*|@hono\/node-server.*|kysely(\/migration)?|nodemailer|pg|prom-client|zod\/mini)$/,
  entries: /^virtual:/,
}

/** Packages that a built file may hold: whatever its entry imports, by whatever way, is in it. */
const packagesInFile: Readonly<Record<string, RegExp>> = {
  survey: /^(virtual:|preact$|@preact\/signals-core$)/,
  full: /^(virtual:|preact$|@preact\/signals-core$)/,
  preview: /^(virtual:|preact|@preact\/signals)/,
  explain: /^(virtual:|zod\/mini)/,
  schema: /^zod\/mini/,
}
/** A page on which nobody is asked pays for no library. */
const noLibrary = /^virtual:/

const storage = String.raw`localStorage|sessionStorage|indexedDB|document\.cookie`
const network = 'fetch|XMLHttpRequest|sendBeacon'
const clock = String.raw`Date\.now|new Date\(\)|performance\.now`
const dice = String.raw`Math\.random|crypto`
const timers = 'setTimeout|setInterval|requestAnimationFrame|requestIdleCallback'
const page = 'window|document|navigator|location|performance|addEventListener|MutationObserver|matchMedia'
const computer = 'console|process'

/** Matches globals that a room must not use. A field of that name, such as `browser.fetch` or `{ process: 1 }`, doesn't count. */
const reaching = (...globals: string[]) =>
  new RegExp(String.raw`(?<![.\w$])(?:${globals.join('|')})(?![\w$]|\??:|['"\`])`)

/** These rooms are given everything that they need from the world, as values or through `Browser`. */
const pure = reaching(storage, network, clock, dice, timers, page, computer)
/** It hears and changes the page, and leaves storage, network, clock and dice to `Browser`. */
const onThePage = reaching(storage, network, clock, dice)

const mustNotReachFor: Readonly<Record<string, RegExp>> = {
  time: pure,
  protocol: pure,
  figures: pure,
  words: pure,
  i18n: pure,
  options: pure,
  history: pure,
  eligibility: pure,
  delivery: pure,
  decision: pure,
  showing: pure,
  consent: onThePage,
  survey: onThePage,
  loader: onThePage,
  explain: onThePage,
  preview: onThePage,
  // For how long a page has been visible or a finger has moved is measured by the page's own clock.
  triggers: reaching(storage, network, dice, String.raw`Date\.now|new Date\(\)`),
}

interface Import {
  /** Seen from `src/`. */
  from: string
  /** Seen from `src/`, or a package's name. */
  to: string
  isType: boolean
}

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map(name => name.replaceAll('\\', '/'))
  .filter(name => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))

const read = (file: string) => readFileSync(join(root, 'src', file), 'utf8')
const withoutComments = (code: string) => code.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '$1')
const withoutTexts = (code: string) => code.replace(/'(?:[^'\\\n]|\\.)*'/g, "''")
const codeOf = (file: string) => withoutTexts(withoutComments(read(file)))
const roomOf = (file: string) => file.split('/')[0] ?? ''
const isPackage = (to: string) => !existsSync(join(root, 'src', to))

/** Whether every name in `{ … }` is imported as a type. */
function isAllTypes(names: string): boolean {
  const listed =
    /^\{([^}]*)\}/
      .exec(names.trim())?.[1]
      ?.split(',')
      .filter(name => name.trim()) ?? []
  return listed.length > 0 && listed.every(name => name.trim().startsWith('type '))
}

function importsIn(file: string, code: string): Import[] {
  const statements = code.matchAll(
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?([^'"`;=]*?from\s*)?['"]([^'"]+)['"]/g,
  )
  const dynamic = code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)
  const place = (target = '') =>
    target.startsWith('.') ? posix.join(posix.dirname(file), target.replace(/\?.*/, '')) : target
  return [
    ...[...statements].map(([, type, names = '', target]) => ({
      from: file,
      to: place(target),
      isType: !!type || isAllTypes(names),
    })),
    ...[...dynamic].map(([, target]) => ({ from: file, to: place(target), isType: false })),
  ]
}

const imports = files.flatMap(file => importsIn(file, withoutComments(read(file))))

/** What is wrong with an import, or null. */
function wrongWith({ from, to, isType }: Import): string | null {
  const [here, there] = [roomOf(from), roomOf(to)]
  if (isPackage(to)) {
    const isAllowed = isType || here === 'index.ts' || packages[here]?.test(to)
    return isAllowed ? null : `${from} uses the package ${to}`
  }
  if (here === there) return null
  if (rooms.indexOf(there) >= rooms.indexOf(here)) return `${from} imports ${to} from a later room`
  if (importsOnlyFrom[here]?.includes(there) === false) return `${from} imports ${to}`
  if (!isType && valuesOnlyFrom[here]?.includes(there) === false) return `${from} imports values of ${to}`
  return null
}

/** A way along value imports from one of the files back to itself, or null. */
function findCircle(
  importsOf: (file: string) => readonly string[],
  from: readonly string[],
): string[] | null {
  const done = new Set<string>()
  function visit(file: string, path: readonly string[]): string[] | null {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return null
    for (const next of importsOf(file)) {
      const circle = visit(next, [...path, file])
      if (circle) return circle
    }
    done.add(file)
    return null
  }
  for (const file of from) {
    const circle = visit(file, [])
    if (circle) return circle
  }
  return null
}

/** The files and packages whose values a file imports. */
const valuesOf = new Map(files.map(file => [file, new Set<string>()]))
for (const { from, to, isType } of imports) if (!isType) valuesOf.get(from)?.add(to)
const importedBy = (file: string): readonly string[] => [...(valuesOf.get(file) ?? [])]

/** All that is in a built file. */
function contentsOf(entry: string): Set<string> {
  const found = new Set<string>()
  const waiting = [entry]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue
    found.add(file)
    waiting.push(...importedBy(file))
  }
  return found
}

describe('the house', () => {
  test('has the rooms that this test knows, and no others', () => {
    expect([...new Set(files.map(roomOf))].sort()).toEqual([...rooms].sort())
  })

  test.each(rooms)('%s imports only from earlier rooms', room => {
    const wrong = imports.filter(({ from }) => roomOf(from) === room).map(wrongWith)

    expect(wrong.filter(one => one !== null)).toEqual([])
  })

  test('no file imports itself, by whatever way', () => {
    expect(findCircle(importedBy, files)).toBeNull()
  })

  test('no room imports itself by way of others, not even types', () => {
    const roomsFrom = (room: string) => {
      const others = imports.filter(({ from, to }) => roomOf(from) === room && !isPackage(to))
      return [...new Set(others.map(({ to }) => roomOf(to)))].filter(other => other !== room)
    }

    expect(findCircle(roomsFrom, rooms)).toBeNull()
  })

  test.each(files.filter(file => roomOf(file) === 'entries'))(
    'the file built from %s holds no library that its visitors need not pay for',
    file => {
      const allowed = packagesInFile[posix.basename(file, '.ts')] ?? noLibrary

      expect([...contentsOf(file)].filter(one => isPackage(one) && !allowed.test(one))).toEqual([])
    },
  )

  test.each(files.filter(file => mustNotReachFor[roomOf(file)]))(
    '%s reaches for nothing that it should be given',
    file => {
      expect(mustNotReachFor[roomOf(file)]?.exec(codeOf(file))?.[0]).toBeUndefined()
    },
  )

  test('the model of the survey knows no page: it has state and verbs only', () => {
    expect(pure.exec(codeOf('survey/survey-model.ts'))?.[0]).toBeUndefined()
  })
})

describe('this test', () => {
  test.each<[string, string, RegExp]>([
    ['time/zone.ts', "import type { Settings } from '../options/settings.ts'", /later room/],
    ['eligibility/judge.ts', "import { post } from '../delivery/post.ts'", /later room/],
    ['decision/ask.ts', "export { createShowing } from '../showing/create-showing.ts'", /later room/],
    ['decision/ask.ts', "const late = import('../showing/create-showing.ts')", /later room/],
    ['loader/wake.ts', "import { createDecision } from '../decision/create-decision.ts'", /imports values/],
    ['showing/resume.ts', "import {\n  createSurvey,\n} from '../survey/create-survey.ts'", /imports values/],
    ['showing/resume.ts', "import { render } from 'preact'", /package preact/],
    ['collector/app.ts', "import type { Settings } from '../options/settings.ts'", /imports options/],
  ])('tells of a wrong import: %s, %s', (file, code, complaint) => {
    expect(importsIn(file, code).map(wrongWith)).toEqual([expect.stringMatching(complaint)])
  })

  test.each([
    ['showing/resume.ts', "import type { SurveyHandle } from '../survey/survey-request.ts'"],
    ['showing/resume.ts', "import { type SurveyHandle } from '../survey/survey-request.ts'"],
    ['loader/wake.ts', "import { hasTraces } from '../triggers/traces.ts'"],
    ['survey/Scale.tsx', "import { signal } from '@preact/signals-core'"],
  ])('leaves a right import in peace: %s, %s', (file, code) => {
    expect(importsIn(file, code).map(wrongWith)).toEqual([null])
  })

  test('finds a circle', () => {
    const importsOf = (file: string) => ({ a: ['b'], b: ['c', 'd'], d: ['b'] })[file] ?? []

    expect(findCircle(importsOf, ['a'])).toEqual(['b', 'd', 'b'])
  })

  test.each([
    'const at = Date.now()',
    'localStorage.getItem(key)',
    'document.title',
    'Math.random()',
    'new Date()',
    'await fetch(url)',
    'isThere ? window : null',
    'const { href } = location',
  ])('tells of reaching for the world: %s', line => expect(pure.test(line)).toBe(true))

  test.each([
    "moment: 'hidden' | 'typing'",
    'new Date(now)',
    'browser.fetch(url)',
    '{ location: 1 }',
    'const aDocument = 1',
  ])('leaves in peace: %s', line => expect(pure.test(line)).toBe(false))
})
