import { OptionsSchema, Survey } from '../../src/options/schema.ts'

/** Five values or more that each option takes for wrong, as a site might write them: by mistake, or in another option's shape. */
const wrongFor: Readonly<Record<string, readonly unknown[]>> = {
  duration: ['6 months', '7 days', '5x', '', 90, -1, null, true, ['90d'], { days: 3 }],
  count: ['1', '2', -1, 2.5, null, true, [1], { is: 1 }, Number.NaN],
  share: ['10%', '0,1', 2, -0.5, null, true, [0.1], {}],
  text: [5, true, null, ['a'], { a: 1 }],
  flag: ['true', 'false', 'maybe', 1, 0, null, [], {}],
  choice: ['nonsense', '', 3, true, null, ['skip'], {}],
  list: ['rated', 5, true, null, {}, [1], [null]],
  record: ['none', 5, true, null, [], ['ga4']],
  instant: ['May', '01/05/2026', '2026-02-31', 5, null, true],
  words: [5, true, null, ['a'], { en: 5 }],
}

const kinds: Readonly<Record<string, string>> = {
  waitAfterAnswer: 'duration',
  waitAfterDismissal: 'duration',
  waitAfterIgnored: 'duration',
  waitBetween: 'duration',
  waitAfterOptOut: 'duration',
  minAge: 'duration',
  delay: 'duration',
  after: 'duration',
  carryOver: 'duration',
  collectorTimeout: 'duration',
  minVisits: 'count',
  minPages: 'count',
  maxPerYear: 'count',
  sample: 'share',
  from: 'instant',
  until: 'instant',
  question: 'words',
  low: 'words',
  high: 'words',
  reason: 'words',
  never: 'list',
  cancelOn: 'list',
  triggers: 'list',
  thankYouPages: 'list',
  keepParameters: 'list',
  enabled: 'flag',
  test: 'flag',
  debug: 'flag',
  preview: 'flag',
  visitorId: 'flag',
}

const ownWrong: Readonly<Record<string, readonly unknown[]>> = {
  endpoint: ['', 5, null, true, {}],
  site: ['my shop', '', 'x'.repeat(33), 5, null, 'å'],
  id: ['preview', 'my survey', '', 5, null, 'x'.repeat(65)],
  trigger: [5, null, true, [], {}, [5]],
  surveys: ['checkout', 5, true, null, ['checkout'], [{ id: 'one' }], { checkout: false }],
  sources: ['none', 5, true, null, ['ga4'], { ga4: 'false' }, { ga4: 0 }],
  headers: ['x', 5, true, null, [], { a: 1 }],
  texts: ['x', 5, true, null, [], { sv: 'Skicka' }],
  privacy: ['/privacy', 5, true, null, [], { url: 5 }, { link: '/privacy' }],
  hours: ['9-17', 5, true, null, [], { days: [7] }, { from: '9:00' }, { zone: 'Mars/Olympus' }],
  where: ['/order', 5, true, null, [], { paths: '/a' }, { path: 'a' }, { traits: 'pro' }],
  extra: ['Why?', 5, true, null, [], { id: 'a', type: 'stars', text: 'A' }],
  thanks: ['Thanks', 5, true, null, [], { promoter: 'Thanks' }],
  dark: ['#111', 5, true, null, [], { accent: 5 }, { radius: '1px' }],
  offset: ['16px', '16', null, true, [16]],
}

const choices = Object.entries({ ...OptionsSchema.def.shape, ...Survey.def.shape }).flatMap(
  ([name, schema]) => {
    const inner: { def: { type: string } } = 'innerType' in schema.def ? schema.def.innerType : schema
    return inner.def.type === 'enum' ? [name] : []
  },
)

/** Wrong values of an option, in the shape that JSON and the command have. */
export const wrongValuesOf = (name: string): readonly unknown[] =>
  ownWrong[name] ?? wrongFor[kinds[name] ?? (choices.includes(name) ? 'choice' : 'text')] ?? []

export const siteNames = Object.keys(OptionsSchema.def.shape)
export const surveyNames = Object.keys(Survey.def.shape)
/** Names that stand for the site and for each survey. */
export const sharedNames = siteNames.filter(name => surveyNames.includes(name))
