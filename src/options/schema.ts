import * as z from 'zod/mini'
import { formatted, option } from './facts.ts'

/** "0", or 1 to 4 digits and s, m (minutes), h, d or w: "90d", "30m". */
export const Duration = formatted(
  'duration',
  z.string().check(z.regex(/^(0|\d{1,4}[smhdw])$/, 'a duration such as "90d", "12h" or "2w"')),
)

/** A pathname pattern; `*` stands for any number of characters. Never a regular expression. */
export const Path = z.string().check(z.regex(/^[/*]/, 'a path that starts with "/" or "*"'))

/** One text, or one per locale. Tokens: {company}, {product}. */
export const Words = z.union([z.string(), z.record(z.string(), z.string())])

export const Scalar = z.union([z.string(), z.number(), z.boolean()])

/** A value, a list of allowed values, or conditions that must all hold. */
export const Match = z.union([
  Scalar,
  z.array(Scalar),
  z.strictObject({
    is: z.optional(Scalar),
    not: z.optional(Scalar),
    above: z.optional(z.number()),
    below: z.optional(z.number()),
    contains: z.optional(z.string()),
    exists: z.optional(z.boolean()),
  }),
])

const share = z.number().check(z.minimum(0), z.maximum(1))
const count = z.int().check(z.minimum(0))
const identifier = (length: number) =>
  z.string().check(z.regex(new RegExp(`^[\\w-]{1,${length}}$`), `1 to ${length} letters, digits, "_" or "-"`))
const surveyId = identifier(64).check(
  z.regex(/^(?!(preview|debug|off)$)/, 'a name other than preview, debug and off'),
)
const clockTime = formatted(
  'clockTime',
  z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, '"HH:MM"')),
)
const isoInstant = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/

/** Some engines read 31 February as 3 March, so a date must come back as it was written. */
function isInstant(text: string): boolean {
  const [, day = ''] = isoInstant.exec(text) ?? []
  const midnight = Date.parse(day)
  return !!midnight && !Number.isNaN(Date.parse(text)) && new Date(midnight).toISOString().startsWith(day)
}

const instant = formatted(
  'instant',
  z
    .string()
    .check(z.refine(isInstant, 'an ISO date or date-time, such as "2026-05-01" or "2026-05-01T09:00"')),
)

function isZone(text: string): boolean {
  try {
    return !!Intl.DateTimeFormat('en', { timeZone: text })
  } catch {
    return false // No such date.
  }
}

const Where = z.strictObject({
  path: option(z.union([Path, z.array(Path)])),
  device: option(Match),
  locale: option(Match),
  referrer: option(Match),
  traits: option(z.record(z.string(), Match)),
  trigger: option(z.record(z.string(), Match)),
})

const Hours = z.strictObject({
  days: option(z.array(z.literal([0, 1, 2, 3, 4, 5, 6])), { default: [0, 1, 2, 3, 4, 5, 6] }),
  from: option(clockTime, { default: '00:00' }),
  to: option(clockTime, { default: '24:00' }),
  zone: option(
    formatted('zone', z.string().check(z.refine(isZone, 'a time zone such as "Europe/Stockholm"'))),
    { default: null },
  ),
})

/** Site-wide; each survey may override them. */
export const rules = {
  waitAfterAnswer: option(Duration, { default: '90d' }),
  waitAfterDismissal: option(Duration, { default: '30d' }),
  waitAfterIgnored: option(Duration, { default: '30d' }),
  sample: option(share, { default: 1, unit: 'share of visitors' }),
  samplePeriod: option(z.enum(['month', 'quarter', 'year', 'forever']), {
    default: 'quarter',
  }),
  minAge: option(Duration, { default: '0' }),
  minVisits: option(count, { default: 0, unit: 'visits' }),
  minPages: option(count, { default: 0, unit: 'page views of a visit' }),
  from: option(instant),
  until: option(instant),
  hours: option(Hours),
  where: option(Where),
  delay: option(Duration, { default: '2s' }),
  after: option(Duration, { default: '0' }),
  carryOver: option(Duration, { default: '30m' }),
  cancelOn: option(z.array(z.string()), { default: [] }),
  wait: option(z.string()),
}

/** Site-wide; each survey may override them. */
export const look = {
  placement: option(z.enum(['bottom-end', 'bottom-start', 'center', 'bar', 'inline']), {
    default: 'bottom-end',
  }),
  offset: option(z.number(), { default: 16, unit: 'CSS pixels' }),
  theme: option(z.enum(['auto', 'light', 'dark']), { default: 'auto' }),
  accent: option(z.string()),
  surface: option(z.string()),
  text: option(z.string()),
  radius: option(z.string()),
  font: option(z.string()),
  dark: option(
    z.strictObject({ accent: option(z.string()), surface: option(z.string()), text: option(z.string()) }),
  ),
}

const perCategory = <Value extends z.core.SomeType>(value: Value) =>
  z.strictObject({
    promoter: option(value),
    passive: option(value),
    detractor: option(value),
  })

export const Survey = z.strictObject({
  ...rules,
  ...look,
  id: surveyId,
  trigger: z.union([z.string(), z.array(z.string()).check(z.minLength(1))]),
  kind: option(z.enum(['transactional', 'relationship'])),
  product: option(z.string()),
  question: option(Words),
  low: option(Words),
  high: option(Words),
  reason: option(formatted('reason', z.union([perCategory(Words), Words]))),
  scaleOrder: option(z.enum(['ascending', 'descending']), { default: 'ascending' }),
  extra: option(
    z.strictObject({
      id: z.string(),
      type: z.enum(['single', 'multiple', 'ease']),
      text: Words,
      choices: option(z.array(z.strictObject({ id: z.string(), text: Words })), { default: [] }),
    }),
  ),
  contact: option(z.enum(['off', 'detractors', 'everyone']), { default: 'detractors' }),
  thanks: option(
    perCategory(
      z.strictObject({
        text: option(Words),
        link: option(z.strictObject({ url: z.string(), text: Words })),
      }),
    ),
    { default: {} },
  ),
})

/** Surveys by id: each changes the built-in survey of that id, or adds one. */
const SurveysById = z.record(surveyId, z.partial(Survey))

/** A trigger of the site's own, without code. Each names exactly one cause. */
export const SiteTrigger = formatted(
  'siteTrigger',
  z
    .strictObject({
      name: z.string(),
      click: option(z.string()),
      appears: option(z.string()),
      path: option(Path),
      secondsOnPage: option(z.number().check(z.minimum(0)), { unit: 'seconds' }),
      scrolled: option(z.number().check(z.minimum(0), z.maximum(100)), { unit: 'percent of the page' }),
      leaving: option(z.boolean()),
      event: option(z.strictObject({ name: z.string(), where: option(z.record(z.string(), Match)) })),
    })
    .check(
      z.refine(
        trigger =>
          Object.entries(trigger).filter(([key, value]) => key !== 'name' && value !== undefined).length ===
          1,
        'a name and exactly one cause',
      ),
    ),
)

/** The sources that find checkouts and support contacts without code. */
export const Source = z.enum([
  'ga4',
  'ua',
  'segment',
  'matomo',
  'woocommerce',
  'magento',
  'prestashop',
  'bigcommerce',
  'squarespace',
  'stripe',
  'thank-you',
  'shopify',
  'google-ads',
  'meta',
  'zaraz',
  'zendesk',
  'hubspot',
  'livechat',
  'tawk',
  'salesforce',
  'helpscout',
])

/**
 * The options of a site; their names and meanings are a public contract. In the npm package `endpoint` may also be a
 * function; a function has no schema, so {@link Options} adds it as a type.
 */
export const OptionsSchema = z.strictObject({
  ...rules,
  ...look,
  endpoint: z.string().check(z.minLength(1)),
  site: option(identifier(32), { default: 'main' }),
  company: option(z.string()),
  locale: option(z.string(), { default: 'auto' }),
  surveys: option(z.union([z.array(Survey), SurveysById]), {
    default: [
      { id: 'checkout', trigger: 'checkout' },
      { id: 'support', trigger: 'support' },
    ],
  }),
  enabled: option(z.boolean(), { default: true }),
  test: option(z.boolean(), { default: false }),
  debug: option(z.boolean(), { default: false }),
  preview: option(z.boolean(), { default: true }),
  waitBetween: option(Duration, { default: '30d' }),
  maxPerYear: option(count, { default: 4, unit: 'askings in 365 days' }),
  waitAfterOptOut: option(Duration, { default: '365d' }),
  never: option(z.array(Path), { default: [] }),
  triggers: option(z.array(SiteTrigger), { default: [] }),
  thankYouPages: option(z.array(z.strictObject({ path: Path, refParameter: option(z.string()) })), {
    default: [],
  }),
  sources: option(z.partialRecord(Source, z.boolean()), { default: {} }),
  dataLayer: option(z.string(), { default: 'dataLayer' }),
  report: option(z.enum(['answers', 'everything']), { default: 'answers' }),
  unsent: option(z.enum(['score', 'nothing']), { default: 'score' }),
  format: option(z.enum(['auto', 'json', 'text', 'form']), { default: 'auto' }),
  headers: option(z.record(z.string(), z.string()), { default: {} }),
  credentials: option(z.enum(['omit', 'same-origin', 'include']), { default: 'same-origin' }),
  storage: option(z.enum(['local', 'cookie', 'session', 'none']), { default: 'local' }),
  withoutMemory: option(z.enum(['skip', 'ask']), { default: 'skip' }),
  consent: option(z.enum(['not-needed', 'required', 'google', 'tcf']), {
    default: 'not-needed',
  }),
  gpc: option(z.enum(['anonymous', 'skip', 'ignore']), { default: 'anonymous' }),
  automation: option(z.enum(['skip', 'ask']), { default: 'skip' }),
  visitorId: option(z.boolean(), { default: false }),
  page: option(z.enum(['path', 'origin', 'none']), { default: 'path' }),
  keepParameters: option(z.array(z.string()), { default: [] }),
  privacy: option(
    z.strictObject({ url: option(z.string(), { default: null }), note: option(Words, { default: null }) }),
    { default: {} },
  ),
  askCollector: option(z.enum(['never', 'trigger', 'visit']), { default: 'never' }),
  collectorTimeout: option(Duration, { default: '1s' }),
  collectorSilent: option(z.enum(['skip', 'ask']), { default: 'skip' }),
  texts: option(z.record(z.string(), z.record(z.string(), z.string())), { default: {} }),
})

/**
 * The same, with the surveys as a list or turned into one. If surveys could have two shapes, zod would only say that
 * neither fits.
 */
export const ListedOptionsSchema = z.strictObject({
  ...OptionsSchema.def.shape,
  surveys: z.optional(z.array(Survey)),
})

export type Words = z.infer<typeof Words>
export type Match = z.infer<typeof Match>
export type Where = z.infer<typeof Where>
export type Source = z.infer<typeof Source>
export type SiteTrigger = z.infer<typeof SiteTrigger>
export type SurveyOptions = z.infer<typeof Survey>
export type OptionsFromText = z.infer<typeof OptionsSchema>
