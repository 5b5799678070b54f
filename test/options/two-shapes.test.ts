import { describe, expect, test } from 'vitest'
import { readOptions } from '../../src/options/read-options.ts'
import { OptionsSchema, Survey } from '../../src/options/schema.ts'

const surveyOf = (options: Record<string, unknown>) =>
  readOptions(
    [{}, { endpoint: '/r', surveys: [{ id: 'one', trigger: 'checkout', ...options }] }],
    'https://shop.example/',
  )

const perLocale = { en: 'Why?', sv: 'Varför?' }
const matches: readonly unknown[] = [
  'mobile',
  3,
  true,
  ['mobile', 3, true],
  { is: 'mobile', not: 'tablet', above: 1, below: 3, contains: 'm', exists: true },
]

/** By the option's path: what a site may write, and what it becomes if that is not the same. */
const shapes: Readonly<Record<string, readonly (readonly [written: unknown, held?: unknown])[]>> = {
  'where.path': [['/a*', ['/a*']], [['/a*', '/b']]],
  'where.device': matches.map(match => [match]),
  'where.locale': matches.map(match => [match]),
  'where.referrer': matches.map(match => [match]),
  'where.traits': matches.map(match => [{ plan: match }]),
  'where.trigger': matches.map(match => [{ value: match }]),
  question: [['Why?'], [perLocale]],
  low: [['Not'], [perLocale]],
  high: [['Very'], [perLocale]],
  reason: [
    ['Why?', { all: 'Why?' }],
    [perLocale, { all: perLocale }],
    [{ promoter: 'Why?', detractor: perLocale }, { byCategory: { promoter: 'Why?', detractor: perLocale } }],
  ],
  extra: ['Why?', perLocale].map(text => [
    { id: 'why', type: 'single', text, choices: [{ id: 'price', text }] },
  ]),
  thanks: ['Thanks', perLocale].map(text => [{ promoter: { text, link: { url: '/', text } } }]),
}

/** Whether a site may write more than one shape somewhere in an option. */
function hasShapes(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null || !('def' in schema)) return false
  const def = schema.def as Record<string, unknown>
  if (def.type === 'union') return true
  const inner = [def.innerType, def.element, def.valueType, ...Object.values((def.shape as object) ?? {})]
  return inner.some(hasShapes)
}

/** The options of a shape that a site may write in more than one way; of the audience each by itself. */
const namesIn = (shape: object): string[] =>
  Object.entries(shape).flatMap(([name, schema]) =>
    name === 'where'
      ? namesIn(schema.def.innerType.def.shape).map(inner => `where.${inner}`)
      : hasShapes(schema)
        ? [name]
        : [],
  )

describe('each shape that an option may have works', () => {
  test.each<[path: string, written: unknown, held?: unknown]>(
    Object.entries(shapes).flatMap(([path, all]) =>
      all.map((one): [string, unknown, unknown?] => [path, ...one]),
    ),
  )('%s: %j', (path, written, held = written) => {
    const [name = '', inner] = path.split('.')
    const inside = (value: unknown) => (inner ? { [inner]: value } : value)

    const { settings, unreadable } = surveyOf({ [name]: inside(written) })

    expect(unreadable).toEqual([])
    expect(settings.surveys[0]).toHaveProperty(name, inside(held))
  })

  test.each([
    ['checkout', ['checkout']],
    [
      ['checkout', 'renewal'],
      ['checkout', 'renewal'],
    ],
  ])('trigger: %j', (trigger, triggers) => {
    expect(surveyOf({ trigger }).settings.surveys[0]?.triggers).toEqual(triggers)
  })

  test.each(['Private', perLocale])('privacy.note: %j', note => {
    const { settings, unreadable } = readOptions(
      [{}, { endpoint: '/r', privacy: { note } }],
      'https://a.example/',
    )

    expect(unreadable).toEqual([])
    expect(settings.privacy).toEqual({ url: null, note })
  })

  test.each(matches)('triggers.event.where: %j', match => {
    const triggers = [{ name: 'made', event: { name: 'report', where: { plan: match } } }]
    const { settings, unreadable } = readOptions([{}, { endpoint: '/r', triggers }], 'https://a.example/')

    expect(unreadable).toEqual([])
    expect(settings.triggers).toEqual(triggers)
  })

  test('no option of several shapes is missing here', () => {
    const site = namesIn(OptionsSchema.def.shape).filter(name => name !== 'surveys')

    expect(new Set([...site, ...namesIn(Survey.def.shape)])).toEqual(
      new Set([...Object.keys(shapes), 'trigger', 'privacy', 'triggers']),
    )
  })
})
