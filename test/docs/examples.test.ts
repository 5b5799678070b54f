import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { frameworkEntries, nodeEntries, packageEntries } from '../../scripts/package-entries.mjs'
import { commands } from '../../src/command/commands.ts'
import { readCollectorAnswer } from '../../src/decision/collector/collector-answer.ts'
import { optionProblems } from '../../src/explain/option-problems.ts'
import { readOptions } from '../../src/options/read-options.ts'
import { OptionsSchema } from '../../src/options/schema.ts'
import { complain } from '../../src/protocol/complaint.ts'
import { EligibilitySchema, NextVisitSchema } from '../../src/protocol/eligibility.ts'
import { ResponseSchema } from '../../src/protocol/response.ts'
import { NewEvent } from '../../src/report/api/events.ts'
import { FiguresAnswer } from '../../src/report/api/figures-answer.ts'
import { FollowUpRequest } from '../../src/report/api/follow-up.ts'
import { NewGoal, NewLine } from '../../src/report/api/goals.ts'
import { NotAskedAnswer } from '../../src/report/api/not-asked.ts'
import { GivenName } from '../../src/report/api/surveys.ts'
import { aRecord } from '../support/records.ts'
import { given } from './given.ts'
import { examples, examplesIn, page, pages, root } from './pages.ts'
import { readTags } from './tags.ts'

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** The attributes that a tag may have: the site's options, a trigger, and the address of more options. */
const attributes = [
  ...Object.keys(OptionsSchema.def.shape),
  ...['trigger', 'ref', 'value', 'currency', 'signature', 'config'],
]

/** The objections of howlikely and of its schema to options; the tag's attributes come first. */
const against = (layers: readonly Readonly<Record<string, unknown>>[]) => ({
  unreadable: readOptions(layers, 'https://shop.example/').unreadable,
  problems: optionProblems(layers),
})
const nothing = { unreadable: [], problems: [] }

test('every piece of code names a language that is tried here, or is plain text', () => {
  const languages = pages.flatMap(examplesIn).map(({ language }) => language)

  expect([...new Set(languages)].sort()).toEqual([
    '',
    'css',
    'html',
    'http',
    'js',
    'json',
    'jsx',
    'sh',
    'svelte',
    'ts',
    'vue',
  ])
})

describe('HTML', () => {
  const tagged = examples('html').filter(([, html]) => readTags(html) !== null)

  test.each(tagged)('%s has a tag whose options are all right', (_place, html) => {
    const found = readTags(html)

    expect(found).not.toBeNull()
    expect(Object.keys(found?.tag ?? {}).filter(name => !attributes.includes(name))).toEqual([])
    expect(against([found?.tag ?? {}, found?.block ?? {}])).toEqual(nothing)
  })

  test('with a mistake would be found', () => {
    const found = readTags(
      '<script src="/howlikely.js" data-endpoint="/" data-wait-after-answer="soon"></script>',
    )

    expect(against([found?.tag ?? {}])).toMatchObject({ unreadable: ['waitAfterAnswer'], problems: [{}] })
  })
})

describe('JSON', () => {
  test.each(examples('json'))('%s is what it claims to be', (_place, json) => {
    const value = JSON.parse(json)

    if ('groups' in value) expect(FiguresAnswer.parse(value)).toEqual(value)
    else if ('counts' in value) expect(NotAskedAnswer.parse(value)).toEqual(value)
    else if ('name' in value && 'survey' in value && !('day' in value || 'source' in value))
      expect(GivenName.parse(value)).toEqual(value)
    else if ('now' in value) expect(readCollectorAnswer(json, value.now)).not.toBeNull()
    else if ('trigger' in value && 'respondent' in value && !('id' in value))
      expect(NextVisitSchema.parse(value)).toEqual(value)
    else if ('respondent' in value && !('id' in value)) expect(EligibilitySchema.parse(value)).toEqual(value)
    else if ('day' in value) expect(NewEvent.parse(value)).toEqual(value)
    else if ('answers' in value && 'note' in value) expect(FollowUpRequest.parse(value)).toEqual(value)
    else if ('goal' in value) expect(NewGoal.parse(value)).toEqual(value)
    else if ('source' in value) expect(NewLine.parse(value)).toEqual(value)
    else if ('schema' in value) expect(ResponseSchema.parse(value)).toEqual(value)
    else if ('results' in value) {
      for (const { id, status, ...complaint } of value.results) {
        if (status === 204) expect([id, complaint]).toEqual([expect.any(String), {}])
        else expect(complain(complaint.field, complaint.found, complaint.allowed)).toEqual(complaint)
      }
    } else if ('error' in value) expect(complain(value.field, value.found, value.allowed)).toEqual(value)
    else expect(against([{}, { endpoint: '/', ...value }])).toEqual(nothing)
  })

  test('with a mistake would be found', () => {
    expect(against([{}, { endpoint: '/', surveys: [{ id: 'a b', trigger: 'visit' }] }])).toMatchObject({
      unreadable: ['surveys[0].id'],
      problems: [{}],
    })
  })
})

describe('style sheets', () => {
  const properties = ['accent', 'surface', 'text', 'radius', 'font']

  test.each(examples('css'))('%s sets properties that are options of the look too', (_place, css) => {
    const names = [...css.matchAll(/--howlikely-([\w-]+)/g)].map(([, name]) => name)

    expect(names.length).toBeGreaterThan(0)
    for (const name of names) expect(properties).toContain(name)
    expect(Object.keys(OptionsSchema.def.shape)).toEqual(expect.arrayContaining(properties))
  })
})

describe('headers', () => {
  test.each(examples('http'))('%s is one header per line', (_place, text) => {
    for (const line of text.trim().split('\n')) expect(line).toMatch(/^[A-Z][\w-]+: \S.*$/)
  })
})

describe('scripts of a page', () => {
  const calls = (code: string): unknown[][] => {
    const heard: unknown[][] = []
    class CustomEvent {}
    const target = { addEventListener() {}, dispatchEvent() {} }
    const page = {
      window: target,
      document: target,
      CustomEvent,
      dataLayer: [],
      _paq: [],
      analytics: { track() {}, subscribe() {} },
      fcWidget: { on() {} },
      gtag() {},
      zE: (_command: string, _event: string, handler: () => void) => handler(),
      howlikely: (...call: unknown[]) => heard.push(call),
    }
    runInContext(code, createContext(page))
    return heard
  }

  test.each(examples('js'))('%s runs, and its options are all right', (_place, code) => {
    const options = calls(code).filter(([command]) => command === 'options')

    for (const [, given] of options)
      expect(against([{}, { endpoint: '/', ...Object(given) }])).toEqual(nothing)
  })

  test('are heard through what they call', () => {
    expect(calls(`zE('webWidget:on', 'chat:end', () => howlikely('trigger', 'support'))`)).toEqual([
      ['trigger', 'support'],
    ])
  })
})

describe('scripts with types', () => {
  let folder: string

  afterAll(() => rmSync(folder, { recursive: true }))

  /** Each import of the package, by the source that it is made of. */
  const entries = Object.entries({ ...packageEntries, ...frameworkEntries, ...nodeEntries }).map(
    ([name, source]) => [name === 'index' ? 'howlikely' : `howlikely/${name}`, [join(root, source)]],
  )

  /** What the compiler says, by the place of the code. */
  const complaints = new Map<string, string[]>()
  const mistaken = ['a mistake', `howlikely('ask', 'checkout')`] as const

  beforeAll(() => {
    mkdirSync(join(root, 'test-results'), { recursive: true })
    folder = mkdtempSync(join(root, 'test-results/docs-'))
    const fileOf = (place: string) => `${place.replace(/\W/g, '_')}.ts`
    const all = [...examples('ts'), ...examples('js'), mistaken]
    writeFileSync(join(folder, 'given.d.ts'), given)
    for (const [place, code] of all) writeFileSync(join(folder, fileOf(place)), `${code}\nexport {}\n`)
    const config = {
      extends: '../../tsconfig.json',
      compilerOptions: { paths: Object.fromEntries(entries), noUnusedLocals: false },
      include: ['*.ts', '../../src/*.d.ts'],
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
    const compiler = join(root, 'node_modules/typescript/bin/tsc')
    const { stdout } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' })
    const lines = stdout.split('\n')
    for (const [place] of all)
      complaints.set(
        place,
        lines.filter(line => line.includes(`/${fileOf(place)}(`)),
      )
  }, 60_000)

  test.each([...examples('ts'), ...examples('js')])(
    '%s compiles against the package, and uses only commands that exist',
    place => expect(complaints.get(place)).toEqual([]),
  )

  test('that use others would be found', () => {
    expect(complaints.get(mistaken[0])).toEqual([expect.stringContaining('"ask"')])
  })

  test('the endpoint takes responses as its page says', async () => {
    const [, code = ''] = examples('ts').find(([place]) => place.startsWith('docs/endpoint.md')) ?? []
    const file = join(folder, 'endpoint-example.ts')
    writeFileSync(file, code)
    const { endpoint } = await import(/* @vite-ignore */ pathToFileURL(file).href)
    const address = 'https://answers.example/responses'
    const send = (body: string) => endpoint(new Request(address, { method: 'POST', body }))
    const stored = JSON.stringify({
      ...aRecord({ state: 'answered', score: 9 }),
      sentAt: '2026-05-01T12:00:09.000Z',
    })

    expect((await send(stored)).status).toBe(204)
    expect((await send(stored)).status).toBe(204)
    expect((await send('nonsense')).status).toBe(422)
    expect((await endpoint(new Request(address))).status).toBe(405)
    const preflight = await endpoint(new Request(address, { method: 'OPTIONS' }))
    const [, header = ''] = examples('http').find(([place]) => place.startsWith('docs/endpoint.md')) ?? []
    for (const line of header.trim().split('\n')) {
      const [name = '', value] = line.split(': ')
      expect(preflight.headers.get(name)).toBe(value)
    }
  })
})

describe('commands in a shell', () => {
  const projects = ['unit', 'process', 'component', 'browser', 'postgres']
  const others = ['curl', 'docker', 'openssl', 'sqlite3']

  /** Of our own program: a command that there is, with flags that it takes. */
  function expectKnown([name = '', ...words]: readonly string[]): void {
    const command = commands.find(one => one.name === name)
    expect(command?.name).toBe(name)
    const flags = words.filter(word => word.startsWith('--')).map(word => word.slice(2))
    expect(Object.keys(command?.flags ?? {})).toEqual(expect.arrayContaining(flags))
  }

  test.each(examples('sh'))('%s uses what there is', (_place, code) => {
    for (const line of code.trim().split('\n')) {
      const [program = '', ...words] = line.split(' ').filter(word => !/^[A-Z_]+=/.test(word))
      if (program === 'npm') {
        const [first = '', second = ''] = words
        if (first === 'run') expect(Object.keys(manifest.scripts)).toContain(second)
        else expect(['ci', 'install', 'pack', ...Object.keys(manifest.scripts)]).toContain(first)
      } else if (program === 'npx' && words[0] === 'howlikely') expectKnown(words.slice(1))
      else if (program === 'npx') {
        const [tool, flag, project, path = ''] = words.filter(word => word !== 'run')
        expect([tool, flag]).toEqual(['vitest', '--project'])
        expect(projects).toContain(project)
        expect(existsSync(join(root, path))).toBe(true)
      } else if (program === 'node') {
        const [file = ''] = words
        expect(file === '-e' || file.startsWith('dist/') || existsSync(join(root, file))).toBe(true)
      } else expect(others).toContain(program)
    }
  })

  test('the first page has the two that everybody needs', () => {
    const commands = examplesIn(page('README.md')).filter(({ language }) => language === 'sh')

    expect(commands.map(({ code }) => code.trim())).toEqual(['npm start', 'npm test'])
  })
})
