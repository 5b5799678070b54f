import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { flag } from '../../src/options/kinds.ts'
import { siteOptions } from '../../src/options/option-tables.ts'
import { readOptions } from '../../src/options/read-options.ts'
import { ListedOptionsSchema, OptionsSchema, Survey } from '../../src/options/schema.ts'
import { tries } from '../support/thorough.ts'

const day = 86_400_000
const base = 'https://shop.example/cart/'
const read = (options: Record<string, unknown>, tag: Record<string, unknown> = {}) =>
  readOptions([tag, { endpoint: '/responses', ...options }], base)

describe('without options', () => {
  const { settings, unreadable } = read({})

  test('the defaults apply', () => {
    expect(unreadable).toEqual([])
    expect(settings).toMatchObject({
      endpoint: 'https://shop.example/responses',
      site: 'main',
      enabled: true,
      waitBetween: 30 * day,
      maxPerYear: 4,
      waitAfterOptOut: 365 * day,
      report: 'answers',
      unsent: 'score',
      storage: 'local',
      withoutMemory: 'skip',
      automation: 'skip',
      gpc: 'anonymous',
      page: 'path',
    })
  })

  test('a survey follows a checkout, another a contact', () => {
    expect(settings.surveys.map(({ id, triggers, kind }) => ({ id, triggers, kind }))).toEqual([
      { id: 'checkout', triggers: ['checkout'], kind: 'transactional' },
      { id: 'support', triggers: ['support'], kind: 'transactional' },
    ])
    expect(settings.surveys[0]).toMatchObject({
      waitAfterAnswer: 90 * day,
      waitAfterDismissal: 30 * day,
      waitAfterIgnored: 30 * day,
      sample: 1,
      delay: 2000,
      carryOver: 30 * 60_000,
      placement: 'bottom-end',
      contact: 'detractors',
    })
  })

  test('there is nowhere to send to without an endpoint', () => {
    expect(readOptions([{}], base).settings.endpoint).toBeNull()
  })
})

describe('layers', () => {
  test('a later one wins, and surveys are replaced whole', () => {
    const { settings } = readOptions(
      [
        { endpoint: 'https://a.example/r', waitAfterAnswer: '10d', company: 'Tag' },
        { company: 'Block', surveys: [{ id: 'one', trigger: 'checkout', sample: 0.5 }] },
        { surveys: [{ id: 'two', trigger: 'visit' }] },
      ],
      base,
    )

    expect(settings).toMatchObject({ company: 'Block', endpoint: 'https://a.example/r' })
    expect(settings.surveys).toMatchObject([
      { id: 'two', kind: 'relationship', waitAfterAnswer: 10 * day, sample: 1 },
    ])
  })

  test('a tag’s texts become numbers, booleans and lists', () => {
    const tag = {
      endpoint: '/r',
      sample: '0.25',
      test: '',
      enabled: 'true',
      never: '/pay*, /login',
      offset: '32',
    }
    const { settings, unreadable } = readOptions([tag], base)

    expect(unreadable).toEqual([])
    expect(settings).toMatchObject({ test: true, enabled: true, never: ['/pay*', '/login'] })
    expect(settings.surveys[0]).toMatchObject({ sample: 0.25, offset: 32 })
  })

  test('a survey overrides the site', () => {
    const { settings } = read({
      waitAfterAnswer: '10d',
      sample: 0.5,
      surveys: [{ id: 'one', trigger: 'checkout', sample: 1 }],
    })

    expect(settings.surveys[0]).toMatchObject({ waitAfterAnswer: 10 * day, sample: 1 })
  })
})

describe('a wrong option falls to the value that asks less', () => {
  test.each([
    ['waitAfterAnswer', 'soon', { waitAfterAnswer: 9999 * 7 * day }],
    ['cancelOn', 'rated', { cancelOn: ['*'] }],
    ['after', '7 days', { after: 0, stoppedBy: ['after'] }],
    ['sample', 2, { sample: 0 }],
    ['minVisits', -1, { minVisits: Number.POSITIVE_INFINITY }],
    ['minAge', 'a month', { minAge: Number.POSITIVE_INFINITY }],
    ['from', 'May', { from: Number.POSITIVE_INFINITY }],
    ['until', 'May', { until: Number.NEGATIVE_INFINITY }],
    ['hours', { days: [7] }, { hours: { days: [], from: 0, to: 0, zone: null } }],
    ['hours', { zone: 'Mars/Olympus' }, { hours: { days: [], from: 0, to: 0, zone: null } }],
    ['where', { weather: 'fine' }, { where: 'unreadable' }],
  ])('%s: %j', (name, value, expected) => {
    const { settings, unreadable } = read({ [name]: value })

    expect(unreadable).toEqual([name])
    expect(settings.surveys[0]).toMatchObject(expected)
  })

  test.each([
    ['enabled', 'maybe', { enabled: false }],
    ['consent', 'yes', { consent: 'required' }],
    ['gpc', 'obey', { gpc: 'skip' }],
    ['automation', true, { automation: 'skip' }],
    ['withoutMemory', 'yes', { withoutMemory: 'skip' }],
    ['unsent', 'all', { unsent: 'nothing' }],
    ['page', 'all', { page: 'none' }],
    ['never', '/pay', { never: ['*'] }],
    ['maxPerYear', 2.5, { maxPerYear: 0 }],
    ['maxPerYear', '1', { maxPerYear: 0 }],
    ['waitBetween', '6 months', { waitBetween: 9999 * 7 * day }],
    ['sources', { ga4: 'false' }, { sources: 'unreadable' }],
    ['preview', 1, { preview: false }],
  ])('%s: %j', (name, value, expected) => {
    const { settings, unreadable } = read({ [name]: value })

    expect(unreadable).toEqual([name])
    expect(settings).toMatchObject(expected)
  })

  test('a survey’s wrong delay is never shorter than the site’s', () => {
    const delayWith = (delay: string) =>
      read({ delay, surveys: { support: { delay: 'soon' } } }).settings.surveys[1]?.delay

    expect([delayWith('20s'), delayWith('0')]).toEqual([20_000, 2000])
  })

  test.each([
    ['no id', { trigger: 'checkout' }, 'surveys[0].id'],
    ['a reserved id', { id: 'preview', trigger: 'checkout' }, 'surveys[0].id'],
    ['no trigger', { id: 'one' }, 'surveys[0].trigger'],
    ['a text for a survey', 'checkout', 'surveys[0]'],
  ])('a survey with %s is left out', (_case, survey, path) => {
    const { settings, unreadable } = read({ surveys: [survey] })

    expect(settings.surveys).toEqual([])
    expect(unreadable).toEqual([path])
  })
})

describe('surveys that are named', () => {
  const surveysOf = (surveys: unknown, tag = {}) => read({ surveys }, tag)

  test('change the built-in ones one by one', () => {
    const { settings, unreadable } = surveysOf({ support: { delay: '5s', sample: 0.5 } })

    expect(unreadable).toEqual([])
    expect(settings.surveys).toMatchObject([
      { id: 'checkout', triggers: ['checkout'], delay: 2000, sample: 1 },
      { id: 'support', triggers: ['support'], delay: 5000, sample: 0.5 },
    ])
  })

  test('also change what a built-in one waits for', () => {
    expect(
      surveysOf({ checkout: { trigger: ['checkout', 'renewal'] } }).settings.surveys[0]?.triggers,
    ).toEqual(['checkout', 'renewal'])
  })

  test('add others behind them, which need a trigger', () => {
    const { settings, unreadable } = surveysOf({ yearly: { trigger: 'visit' }, wordless: { delay: '5s' } })

    expect(settings.surveys.map(({ id, kind }) => [id, kind])).toEqual([
      ['checkout', 'transactional'],
      ['support', 'transactional'],
      ['yearly', 'relationship'],
    ])
    expect(unreadable).toEqual(['surveys.wordless.trigger'])
  })

  test.each([
    ['a wrong option', { checkout: { sample: 2 } }, 'surveys.checkout.sample', { sample: 0 }],
    ['a name that may not be', { off: { trigger: 'visit' } }, 'surveys.off.id', undefined],
    ['false for a survey', { checkout: false }, 'surveys.checkout', undefined],
  ])('are read as in a list: %s', (_case, surveys, path, held) => {
    const { settings, unreadable } = surveysOf(surveys)
    const [name = ''] = Object.keys(surveys)
    const found = settings.surveys.find(({ id }) => id === name)

    expect(unreadable).toEqual([path])
    expect(found).toEqual(held && expect.objectContaining(held))
  })

  test('are not what Object.prototype or a name of its own says', () => {
    const surveys = JSON.parse(
      '{ "__proto__": { "trigger": "visit" }, "constructor": { "trigger": "visit" } }',
    )

    expect(surveysOf(surveys).settings.surveys.map(({ id }) => id)).toEqual([
      'checkout',
      'support',
      '__proto__',
      'constructor',
    ])
  })

  test.each(['checkout', null, 3, true])('are none if %j is in their place', surveys => {
    expect(surveysOf(surveys)).toMatchObject({ unreadable: ['surveys'], settings: { surveys: [] } })
  })
})

describe('attributes of their own', () => {
  test('data-privacy-url is where the privacy policy is', () => {
    expect(read({}, { privacyUrl: '/privacy' }).settings.privacy).toEqual({ url: '/privacy', note: null })
  })

  test('data-privacy-url joins a note from elsewhere, and gives way to another address', () => {
    const privacyOf = (privacy: unknown) => read({ privacy }, { privacyUrl: '/privacy' }).settings.privacy

    expect(privacyOf({ note: 'Private' })).toEqual({ url: '/privacy', note: 'Private' })
    expect(privacyOf({ url: '/other' })).toEqual({ url: '/other', note: null })
  })

  test('data-contact applies to every survey that has none of its own', () => {
    const surveys = { support: { contact: 'off' } }

    expect(read({ surveys }, { contact: 'everyone' }).settings.surveys.map(({ contact }) => contact)).toEqual(
      ['everyone', 'off'],
    )
  })

  test('a wrong data-contact asks nobody for an address', () => {
    const { settings, unreadable } = read({}, { contact: 'all' })

    expect(unreadable).toEqual(['contact'])
    expect(settings.surveys.map(({ contact }) => contact)).toEqual(['off', 'off'])
  })
})

describe('colours in the dark, and what is waited for', () => {
  test('apply to the site, and to a survey that has its own', () => {
    const { settings, unreadable } = read({
      dark: { surface: '#111' },
      wait: '#cookies',
      surveys: { support: { dark: { accent: '#9cf' }, wait: '.chat' } },
    })

    expect(unreadable).toEqual([])
    expect(settings.surveys).toMatchObject([
      { dark: { surface: '#111' }, wait: '#cookies' },
      { dark: { accent: '#9cf' }, wait: '.chat' },
    ])
    expect(settings.surveys[1]?.dark).not.toHaveProperty('surface')
  })

  test('are none without the options', () => {
    expect(read({}).settings.surveys[0]).toMatchObject({ dark: null, wait: null })
  })

  test('wait for ever if the selector is no text', () => {
    expect(read({ wait: 5 }).settings.surveys[0]?.wait).toBe('*')
  })
})

test('an attribute is read without the space that a template leaves around it', () => {
  const { settings, unreadable } = read(
    {},
    {
      theme: ' dark ',
      company: '\n  Lund & Kettle\n',
      maxPerYear: ' 2',
      never: ' /pay* , /bag ',
      locale: 'sv ',
    },
  )

  expect(unreadable).toEqual([])
  expect(settings).toMatchObject({
    company: 'Lund & Kettle',
    maxPerYear: 2,
    never: ['/pay*', '/bag'],
    locale: 'sv',
  })
  expect(settings.surveys[0]?.theme).toBe('dark')
})

describe('an attribute that is a switch', () => {
  const flags = Object.entries(siteOptions).flatMap(([name, kind]) => (kind.read === flag.read ? [name] : []))
  const spellings: readonly (readonly [string, boolean])[] = [
    ['', true],
    ['true', true],
    ['True', true],
    ['1', true],
    ['yes', true],
    ['on', true],
    ['false', false],
    ['FALSE', false],
    ['0', false],
    ['no', false],
    ['off', false],
    [' true ', true],
    ['\n  off', false],
  ]
  const readFlag = (name: string, written?: string) => {
    const { settings, unreadable } = read({}, written === undefined ? {} : { [name]: written })
    return [Reflect.get(settings, name), unreadable]
  }

  test('is known', () => {
    expect(flags).toEqual(['enabled', 'test', 'debug', 'preview', 'visitorId'])
  })

  test.each(flags)('data-%s is on or off in each of its spellings', name => {
    const kebab = name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

    for (const [written, held] of [...spellings, [name, true] as const, [kebab, true] as const])
      expect([written, ...readFlag(name, written)]).toEqual([written, held, []])
  })

  test.each(flags)('data-%s has its default if it is absent, and asks less if it is wrong', name => {
    expect(readFlag(name)).toEqual([['enabled', 'preview'].includes(name), []])
    expect(readFlag(name, 'maybe')).toEqual([false, [name]])
  })
})

test('a property on Object.prototype is no option', () => {
  const prototype = Object.prototype as Record<string, unknown>
  prototype.enabled = false
  prototype.surveys = []
  try {
    expect(read({}).settings.enabled).toBe(true)
    expect(read({}).settings.surveys).toHaveLength(2)
  } finally {
    delete prototype.enabled
    delete prototype.surveys
  }
})

/** Values of every kind, right for some option and wrong for the others. */
const anyValue = fc.oneof(
  fc.constantFrom<unknown>(
    '90d', '0', '5x', '', 'soon', 'auto', 'dark', 'center', 'quarter', 'everyone', 'cookie', 'google', 'ask', 'skip',
    'nothing', 'form', 'omit', 'origin', 'trigger', 'visit', '/pay*', 'pay', '2026-05-01', '2026-02-31', '2026-05-01T10:00Z',
    true, false, null, 0, 1, 0.5, -1, 2.5, Number.POSITIVE_INFINITY, Number.NaN, [], ['/a', '/b'], ['a'], [1], [true, 'x', 2], {}, { a: 'b' },
    { a: 1 }, { days: [1, 2], from: '09:00', to: '17:00' }, { days: [9] }, { zone: 'Europe/Stockholm' }, { from: '25:00' },
    { path: '/a*' }, { path: ['/a', 'b'] }, { device: ['mobile'] }, { traits: { plan: { is: 'pro' } } }, { traits: 1 },
    { trigger: { value: { above: 'x' } } }, { promoter: 'Why?', detractor: { sv: 'Varför?' } }, { promoter: 1 },
    { id: 'why', type: 'single', text: 'Why?', choices: [{ id: 'a', text: 'A' }] }, { id: 'why', type: 'stars', text: 'Why?' },
    { promoter: { text: 'Thanks', link: { url: '/', text: 'Go' } } }, { promoter: { link: { url: '/' } } },
    [{ name: 'up', click: '.b' }], [{ name: 'up', click: '.b', path: '/' }], [{ name: 'up', scrolled: 200 }],
    [{ path: '/ok', refParameter: 'id' }], [{ path: 'ok' }], { ga4: false }, { ga4: 'no' }, { amphora: true }, { url: '/privacy', note: { sv: 'x' } },
    { sv: { send: 'Skicka' } }, { sv: { send: 1 } },
  ), // biome-ignore format: one long list
  fc.jsonValue({ maxDepth: 2 }),
)

const tables = Object.keys(OptionsSchema.def.shape).filter(name => name !== 'endpoint' && name !== 'surveys')
const own = Object.keys(Survey.def.shape).filter(name => name !== 'id' && name !== 'trigger') // A survey without them is left out whole.
const someOf = (names: string[]) =>
  fc.dictionary(fc.constantFrom(...names), anyValue, { maxKeys: 4, noNullPrototype: true })

const isFlag = (value: unknown) => typeof value === 'boolean'

/** The options that the schema finds wrong, as the reader names them; names that it doesn't know are no reading. */
function wrongBySchema(options: Record<string, unknown>): string[] {
  const parsed = ListedOptionsSchema.safeParse(options)
  if (parsed.success) return []
  const paths = parsed.error.issues
    .filter(issue => {
      const at = issue.path.join()
      if (issue.code !== 'unrecognized_keys' || !['', 'sources'].includes(at)) return true
      // An unknown source is an unknown name as well; only its value is read.
      return at === 'sources' && issue.keys.some(name => !isFlag(Object(options.sources)[name]))
    })
    .map(({ path: [name, place, option] }) =>
      name === 'surveys' && place !== undefined
        ? `surveys[${String(place)}]${option === undefined ? '' : `.${String(option)}`}`
        : String(name),
    )
  return [...new Set(paths)].sort()
}

test('the reader finds wrong what the schema finds wrong, and nothing else', {
  timeout: tries(60_000, 600_000),
}, () => {
  fc.assert(
    fc.property(someOf(tables), someOf(own), (site, survey) => {
      const options = { endpoint: '/r', ...site, surveys: [{ id: 'one', trigger: 'checkout', ...survey }] }
      const { unreadable } = readOptions([{}, options], base)

      expect([...new Set(unreadable)].sort()).toEqual(wrongBySchema(options))
    }),
    { numRuns: tries(1000, 10_000) },
  )
})
