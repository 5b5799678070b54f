import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { waysToPay } from '../../scripts/budgets.mjs'
import { bundledLibraries } from '../../scripts/bundled.mjs'
import { longestRecord } from '../../src/collector/read-message.ts'
import { usage } from '../../src/collector/settings.ts'
import { waysToFind } from '../../src/collector/store/person.ts'
import { isDone, newEntry, surplus } from '../../src/delivery/outbox.ts'
import { backOff, receptionOf } from '../../src/delivery/retry.ts'
import { emptyHistory, rememberRef } from '../../src/history/history.ts'
import { en } from '../../src/i18n/en.ts'
import { duration, isOptional, type Kind } from '../../src/options/kinds.ts'
import { lookOptions, ruleOptions, siteOptions, surveyOptions } from '../../src/options/option-tables.ts'
import { OptionsSchema, Survey } from '../../src/options/schema.ts'
import { limits } from '../../src/protocol/limits.ts'
import { ResponseSchema } from '../../src/protocol/response.ts'
import { parseDuration } from '../../src/time/duration.ts'
import { mergeTriggers, readTrigger } from '../../src/triggers/read-trigger.ts'
import { aRecord } from '../support/records.ts'
import { nameIn, page, pages, root, tableUnder } from './pages.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const manifest = JSON.parse(read('package.json'))
const install = page('docs/install.md')

test('what a page pays is what the size gate allows', () => {
  const allowed = waysToPay.map(({ way, most }) => [way, `${most / 1000} kB`])

  expect(allowed.length).toBeGreaterThan(0)
  expect(tableUnder(page('README.md'), 'What a page pays').slice(1)).toEqual(allowed)
})

const sharedOptions = { ...ruleOptions, ...lookOptions }

/** A default as a page gives it: "none", or code. */
const said = (kind: Kind, words = '') => {
  const defaultValue = isOptional(kind) ? kind.default : undefined
  const code = words.replace(/[` ]/g, '')
  if (words === 'none') return defaultValue === null
  if (code === '{}') return JSON.stringify(defaultValue).replace(/"\w+":null,?/g, '') === '{}'

  return kind.read === duration.read
    ? parseDuration(code) === defaultValue
    : [defaultValue, JSON.stringify(defaultValue)].includes(code)
}

describe('the table of options', () => {
  const rows = (heading: string) => tableUnder(page('docs/options.md'), heading).slice(1)
  const names = (heading: string) => rows(heading).map(([name]) => nameIn(name))
  const shared = names('Of the site, and of each survey')

  test('has every option of a site', () => {
    expect([...names('Of the site'), ...shared].sort()).toEqual(Object.keys(OptionsSchema.def.shape).sort())
  })

  test('has every option of a survey', () => {
    expect([...names('Of a survey'), ...shared].sort()).toEqual(Object.keys(Survey.def.shape).sort())
  })

  test.each<[string, Readonly<Record<string, Kind>>]>([
    ['Of the site', siteOptions],
    ['Of the site, and of each survey', sharedOptions],
    ['Of a survey', surveyOptions],
  ])('says what holds without it: %s', (heading, table) => {
    const words = new Map(rows(heading).map(([name, defaultValue]) => [nameIn(name), defaultValue]))

    for (const [name, kind] of Object.entries(table).filter(([, one]) => isOptional(one))) {
      expect([name, words.get(name), said(kind, words.get(name))]).toEqual([name, words.get(name), true])
    }
  })
})

describe('the table of a response', () => {
  const endpoint = page('docs/endpoint.md')
  const tables = tableUnder(endpoint, 'The response')
  /** The names in the table whose first heading is this. */
  const namesUnder = (heading: string) => {
    const from = tables.findIndex(([first]) => first === heading)
    const rest = tables.slice(from + 1)
    const to = rest.findIndex(([first]) => first?.startsWith('field'))
    return (to < 0 ? rest : rest.slice(0, to)).map(([name]) => nameIn(name))
  }
  const { trigger, page: place } = ResponseSchema.def.shape

  test('has every field', () => {
    expect(namesUnder('field').sort()).toEqual(Object.keys(ResponseSchema.def.shape).sort())
    expect(namesUnder('field of `trigger`').sort()).toEqual(Object.keys(trigger.def.shape).sort())
    expect(namesUnder('field of `page`').sort()).toEqual(Object.keys(place.def.shape).sort())
  })

  test('says the limits that the schema has', () => {
    expect(endpoint.text).toContain(`at most ${limits.reason} characters`)
    expect(endpoint.text).toContain(`at most ${limits.properties} flat values`)
    expect(endpoint.text).toContain(`longer than ${longestRecord / 1024} KiB`)
  })
})

test('the collector’s page has every variable, and every way to find somebody', () => {
  const names = [...usage.matchAll(/^ {2}([A-Z_]+) /gm)].map(([, name = '']) => name)
  const namesUnder = (heading: string) =>
    tableUnder(page('docs/collector.md'), heading)
      .slice(1)
      .map(([name]) => nameIn(name))

  expect(namesUnder('Its environment').sort()).toEqual(names.sort())
  expect(namesUnder('Export and erase').sort()).toEqual(Object.keys(waysToFind).sort())
})

test('every text that the theming page replaces is one of the card', () => {
  const texts = [...page('docs/theming.md').text.matchAll(/"texts": (\{.*\}) \}/g)].map(([, json = '']) =>
    JSON.parse(json),
  )

  expect(texts.length).toBeGreaterThan(0)
  for (const keys of texts.flatMap(one => Object.values<object>(one)).flatMap(Object.keys))
    expect(en).toHaveProperty(keys)
})

test('every event that is said to exist does, and no other', () => {
  const said = /^The events are (.*)\. All/m.exec(install.text)?.[1] ?? ''
  const [, type = ''] =
    /export interface EventDetails \{(.*?)\n\}/s.exec(read('src/decision/page-context.ts')) ?? []

  expect(said.match(/\w+(?=`)/g)).toEqual(type.match(/\w+(?=: )/g))
})

test('every folder of the source has its place on the map', () => {
  const map = tableUnder(page('docs/architecture.md'), 'The code').map(([place]) => nameIn(place))
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter(entry => entry.isDirectory())

  for (const { name } of folders) expect(map).toContain(`src/${name}/`)
})

test.each(pages.map(one => [one.path, one] as const))(
  'every place in the code that %s names is there',
  (_path, one) => {
    const places = one.text.match(/(?<=`)(src|test|scripts|demo)\/[\w./-]*(?=`)/g) ?? []

    for (const place of places) {
      const path = join(root, place)
      expect([place, existsSync(path) && (!place.endsWith('/') || readdirSync(path).length > 0)]).toEqual([
        place,
        true,
      ])
    }
  },
)

test('every library and tool has its reason', () => {
  const decisions = page('docs/decisions.md')
  const reasoned = (heading: string) =>
    tableUnder(decisions, heading)
      .slice(1)
      .map(([name]) => nameIn(name))
      .sort()

  const tools = Object.keys(manifest.devDependencies).filter(name => !bundledLibraries.includes(name))
  expect(reasoned('Libraries')).toEqual([...Object.keys(manifest.dependencies), ...bundledLibraries].sort())
  expect(reasoned('Tools')).toEqual(tools.sort())
})

test('Playwright is the version that the reason is about', () => {
  expect(page('docs/decisions.md').text).toContain(`pinned to ${manifest.devDependencies.playwright}`)
})

test('the changelog begins with this version', () => {
  expect(page('CHANGELOG.md').text).toMatch(
    new RegExp(`^# Changelog\n\n## ${manifest.version.replaceAll('.', '\\.')}\\b`),
  )
})

test('there are as many languages as pages say', () => {
  const tags = readdirSync(join(root, 'src/i18n')).filter(name => /^[a-z]{2}(-[A-Z]{2})?\.ts$/.test(name))

  expect(tags).toHaveLength(15)
  for (const path of [
    'README.md',
    'docs/languages.md',
    'docs/theming.md',
    'docs/accessibility.md',
    'CHANGELOG.md',
  ]) {
    expect(page(path).text).toMatch(/\bfifteen\b/)
  }
})

test('no page contains the number of another version', () => {
  const clients = pages.flatMap(({ text }) => text.match(/howlikely\/\d+\.\d+\.\d+/g) ?? [])

  for (const client of clients) expect(client).toBe(`howlikely/${manifest.version}`)
})

const ofTheSite = { ...siteOptions, ...sharedOptions }

test.each([
  ['README.md', 'it waits 90 days', 'waitAfterAnswer', '90d'],
  ['README.md', 'after a "no" 30', 'waitAfterDismissal', '30d'],
  ['README.md', 'holds for a year', 'waitAfterOptOut', '365d'],
  ['docs/privacy.md', 'for 365 days, in this browser', 'waitAfterOptOut', '365d'],
  ['docs/triggers.md', '`delay`, 2 seconds', 'delay', '2s'],
  ['docs/triggers.md', '`carryOver`, 30 minutes', 'carryOver', '30m'],
])('%s says "%s", and so does %s', (path, words, option, value) => {
  expect(page(path).text).toContain(words)
  const [, kind] = Object.entries<Kind>(ofTheSite).find(([name]) => name === option) ?? []
  expect(kind && isOptional(kind) && kind.default).toBe(parseDuration(value))
})

describe('numbers in the docs', () => {
  const day = 86_400_000
  const says = (path: string, words: string) => expect(page(path).text).toContain(words)

  test('an answer that nobody accepts is kept for 30 days', () => {
    const entry = newEntry(aRecord(), false, 0)

    says('docs/privacy.md', 'accepted, or 30 days')
    says('docs/endpoint.md', 'within 30 days is dropped')
    expect([isDone(entry, 30 * day), isDone(entry, 30 * day + 1)]).toEqual([false, true])
  })

  test('50 responses wait in one browser', () => {
    const entries = (many: number) => Array.from({ length: many }, () => newEntry(aRecord(), false, 0))

    says('docs/endpoint.md', 'more than 50 responses')
    expect([surplus(entries(50)).length, surplus(entries(51)).length]).toEqual([0, 1])
  })

  test('tries are at most 5 minutes apart', () => {
    says('docs/endpoint.md', 'up to 5 minutes apart')
    expect(backOff(99, 1)).toBe(5 * 60_000)
  })

  test('a trigger that is reported twice within 10 seconds is one', () => {
    const trigger = readTrigger({ name: 'checkout', details: {}, source: 'ga4', at: 0 })

    says('docs/triggers.md', 'within 10 seconds on one page')
    expect(mergeTriggers(trigger, { ...trigger, at: 9_999 })).not.toBeNull()
    expect(mergeTriggers(trigger, { ...trigger, at: 10_000 })).toBeNull()
  })

  test('50 orders are remembered', () => {
    let history = emptyHistory
    for (let order = 0; order < 60; order += 1)
      history = rememberRef(history, 'main', { name: 'checkout', ref: `${order}` })

    says('docs/triggers.md', 'the last 50')
    says('docs/privacy.md', 'the last 50 order or ticket numbers')
    expect(history.refs).toHaveLength(50)
  })

  test.each([
    [
      'docs/endpoint.md',
      'none within 30 seconds',
      'src/delivery/post.ts',
      'postTimeout: Milliseconds = 30_000',
    ],
    [
      'docs/triggers.md',
      'after 1, 3 and 10 seconds',
      'src/loader/listen.ts',
      'looks = [1_000, 3_000, 10_000]',
    ],
    [
      'docs/theming.md',
      'text to a contrast of 7, the accent\nto 4.5',
      'src/survey/theme/look.ts',
      'surface, 4.5)',
    ],
    [
      'docs/install.md',
      'Chrome or\nEdge 111, Firefox 111 or Safari 16.4',
      'src/loader/supported.ts',
      'Chrome and Edge 111, Firefox 111, Safari 16.4',
    ],
  ])('%s says "%s", and so does the code', (path, words, file, source) => {
    says(path, words)
    expect(read(file)).toContain(source)
  })
})

test.each([
  ['stored', 'accepted'],
  ['a bad moment', 'again'],
  ['this message is wrong', 'wrong-message'],
] as const)('the statuses that mean "%s" do', (meaning, reception) => {
  const rows = tableUnder(page('docs/endpoint.md'), 'What it does with your answer')
  const [statuses = ''] = rows.find(([, words]) => words === meaning) ?? []
  const numbers = statuses.replaceAll('xx', '00').match(/\d{3}/g) ?? []

  expect(numbers.length).toBeGreaterThan(0)
  for (const status of numbers) expect([status, receptionOf(Number(status))]).toEqual([status, reception])
})
