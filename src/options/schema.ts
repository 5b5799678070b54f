import * as z from 'zod/mini'

/** "0", or 1 to 4 digits and s, m (minutes), h, d or w: "90d", "30m". */
export const Duration = z
  .string()
  .check(z.regex(/^(0|\d{1,4}[smhdw])$/, 'a duration such as "90d", "12h" or "2w"'))

/** A pathname pattern; `*` stands for any run of characters. Never a regular expression. */
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
const reserved = new Set(['preview', 'debug', 'off'])
const surveyId = identifier(64).check(
  z.refine(id => !reserved.has(id), 'a name other than preview, debug and off'),
)
const clockTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, '"HH:MM"'))
const isoInstant = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/

/** Some engines take 31 February for 3 March: a date must come back as it was written. */
function isInstant(text: string): boolean {
  const [, day = ''] = isoInstant.exec(text) ?? []
  const midnight = Date.parse(day)
  return !!midnight && !Number.isNaN(Date.parse(text)) && new Date(midnight).toISOString().startsWith(day)
}

const date = z
  .string()
  .check(z.refine(isInstant, 'an ISO date or date-time, such as "2026-05-01" or "2026-05-01T09:00"'))

const Where = z.strictObject({
  path: z.optional(z.union([Path, z.array(Path)])),
  device: z.optional(Match),
  locale: z.optional(Match),
  referrer: z.optional(Match),
  traits: z.optional(z.record(z.string(), Match)),
  trigger: z.optional(z.record(z.string(), Match)),
})

const Hours = z.strictObject({
  days: z.optional(z.array(z.literal([0, 1, 2, 3, 4, 5, 6]))),
  from: z.optional(clockTime),
  to: z.optional(clockTime),
  zone: z.optional(z.string()),
})

/** Frequency rules: site-wide; a survey may override each. */
const rules = {
  waitAfterAnswer: z.optional(Duration),
  waitAfterDismissal: z.optional(Duration),
  waitAfterIgnored: z.optional(Duration),
  sample: z.optional(share),
  samplePeriod: z.optional(z.enum(['month', 'quarter', 'year', 'forever'])),
  minAge: z.optional(Duration),
  minVisits: z.optional(count),
  minPages: z.optional(count),
  from: z.optional(date),
  until: z.optional(date),
  hours: z.optional(Hours),
  where: z.optional(Where),
  delay: z.optional(Duration),
  after: z.optional(Duration),
  carryOver: z.optional(Duration),
  cancelOn: z.optional(z.array(z.string())),
}

const look = {
  placement: z.optional(z.enum(['bottom-end', 'bottom-start', 'center', 'bar', 'inline'])),
  offset: z.optional(z.number()),
  theme: z.optional(z.enum(['auto', 'light', 'dark'])),
  accent: z.optional(z.string()),
  surface: z.optional(z.string()),
  text: z.optional(z.string()),
  radius: z.optional(z.string()),
  font: z.optional(z.string()),
}

const perCategory = <Value extends z.core.SomeType>(value: Value) =>
  z.strictObject({
    promoter: z.optional(value),
    passive: z.optional(value),
    detractor: z.optional(value),
  })

export const Survey = z.strictObject({
  ...rules,
  ...look,
  id: surveyId,
  trigger: z.union([z.string(), z.array(z.string()).check(z.minLength(1))]),
  kind: z.optional(z.enum(['transactional', 'relationship'])),
  product: z.optional(z.string()),
  question: z.optional(Words),
  low: z.optional(Words),
  high: z.optional(Words),
  reason: z.optional(z.union([perCategory(Words), Words])),
  scaleOrder: z.optional(z.enum(['ascending', 'descending'])),
  extra: z.optional(
    z.strictObject({
      id: z.string(),
      type: z.enum(['single', 'multiple', 'ease']),
      text: Words,
      choices: z.optional(z.array(z.strictObject({ id: z.string(), text: Words }))),
    }),
  ),
  contact: z.optional(z.enum(['off', 'detractors', 'everyone'])),
  thanks: z.optional(
    perCategory(
      z.strictObject({
        text: z.optional(Words),
        link: z.optional(z.strictObject({ url: z.string(), text: Words })),
      }),
    ),
  ),
})

/** A trigger of the site's own, without code. Each names exactly one cause. */
export const SiteTrigger = z
  .strictObject({
    name: z.string(),
    click: z.optional(z.string()),
    appears: z.optional(z.string()),
    path: z.optional(Path),
    secondsOnPage: z.optional(z.number().check(z.minimum(0))),
    scrolled: z.optional(z.number().check(z.minimum(0), z.maximum(100))),
    leaving: z.optional(z.boolean()),
    event: z.optional(z.strictObject({ name: z.string(), where: z.optional(z.record(z.string(), Match)) })),
  })
  .check(
    z.refine(
      trigger =>
        Object.entries(trigger).filter(([key, value]) => key !== 'name' && value !== undefined).length === 1,
      'a name and exactly one cause',
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
  'zendesk',
  'hubspot',
  'livechat',
  'tawk',
  'salesforce',
  'helpscout',
])

/**
 * The options of a site, as contracts fix them. `endpoint` may also be a function in the npm package; a
 * function has no schema, so {@link Options} adds it as a type.
 */
export const OptionsSchema = z.strictObject({
  ...rules,
  ...look,
  endpoint: z.string().check(z.minLength(1)),
  site: z.optional(identifier(32)),
  company: z.optional(z.string()),
  locale: z.optional(z.string()),
  surveys: z.optional(z.array(Survey)),
  enabled: z.optional(z.boolean()),
  test: z.optional(z.boolean()),
  debug: z.optional(z.boolean()),
  preview: z.optional(z.boolean()),
  waitBetween: z.optional(Duration),
  maxPerYear: z.optional(count),
  waitAfterOptOut: z.optional(Duration),
  never: z.optional(z.array(Path)),
  triggers: z.optional(z.array(SiteTrigger)),
  thankYouPages: z.optional(z.array(z.strictObject({ path: Path, refParameter: z.optional(z.string()) }))),
  sources: z.optional(z.partialRecord(Source, z.boolean())),
  dataLayer: z.optional(z.string()),
  report: z.optional(z.enum(['answers', 'everything'])),
  unsent: z.optional(z.enum(['score', 'nothing'])),
  format: z.optional(z.enum(['auto', 'json', 'text', 'form'])),
  headers: z.optional(z.record(z.string(), z.string())),
  credentials: z.optional(z.enum(['omit', 'same-origin', 'include'])),
  storage: z.optional(z.enum(['local', 'cookie', 'session', 'none'])),
  withoutMemory: z.optional(z.enum(['skip', 'ask'])),
  consent: z.optional(z.enum(['not-needed', 'required', 'google', 'tcf'])),
  gpc: z.optional(z.enum(['anonymous', 'skip', 'ignore'])),
  automation: z.optional(z.enum(['skip', 'ask'])),
  visitorId: z.optional(z.boolean()),
  page: z.optional(z.enum(['path', 'origin', 'none'])),
  keepParameters: z.optional(z.array(z.string())),
  privacy: z.optional(z.strictObject({ url: z.optional(z.string()), note: z.optional(Words) })),
  askCollector: z.optional(z.enum(['never', 'trigger', 'visit'])),
  collectorTimeout: z.optional(Duration),
  collectorSilent: z.optional(z.enum(['skip', 'ask'])),
  texts: z.optional(z.record(z.string(), z.record(z.string(), z.string()))),
})

export type Words = z.infer<typeof Words>
export type Match = z.infer<typeof Match>
export type Where = z.infer<typeof Where>
export type Source = z.infer<typeof Source>
export type SiteTrigger = z.infer<typeof SiteTrigger>
export type SurveyOptions = z.infer<typeof Survey>
export type OptionsFromText = z.infer<typeof OptionsSchema>
