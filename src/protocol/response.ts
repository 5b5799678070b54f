import * as z from 'zod/mini'
import { isLanguageTag } from './language-tag.ts'
import { limits } from './limits.ts'
import type * as Documented from './response-record.ts'

const instant = z.iso.datetime({ error: 'an ISO 8601 instant in UTC, such as "2026-05-01T12:00:00.000Z"' })
const text = z.string().check(z.maxLength(limits.text))
const scalar = z.union([text, z.number(), z.boolean()])
const flat = z
  .record(text, scalar)
  .check(
    z.refine(
      record => Object.keys(record).length <= limits.properties,
      `at most ${limits.properties} entries`,
    ),
  )
const count = z.int().check(z.minimum(0))
const uuid = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'a UUID'))

export const State = z.enum(['asked', 'scored', 'answered', 'dismissed'])
export const EndedBy = z.enum(['sent', 'closed', 'opted-out', 'left', 'site'])
export const Device = z.enum(['mobile', 'tablet', 'desktop'])

export const TriggerSource = z.enum([
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
  'tag',
  'command',
  'site',
  'visit',
  'link',
  'show',
  'collector',
])

/** What triggered a survey. */
const TriggerRecord = z.looseObject({
  name: text,
  ref: z.optional(z.nullable(text)),
  value: z.optional(z.nullable(z.number())),
  currency: z.optional(z.nullable(text)),
  source: TriggerSource,
  at: instant,
  signature: z.optional(z.nullable(text)),
  properties: z.optional(flat),
})

/** Why triggers have led to no asking: how many, by the first rule that held them back. */
export const NotAsked = z
  .record(
    z.string().check(z.regex(/^[a-z][a-z-]{0,39}$/, 'a rule\u2019s name, such as "wait-between"')),
    z.int().check(z.minimum(1), z.maximum(limits.notAsked)),
  )
  .check(
    z.refine(
      tally => Object.keys(tally).length <= limits.notAskedRules,
      `at most ${limits.notAskedRules} entries`,
    ),
  )
export type NotAsked = Readonly<z.infer<typeof NotAsked>>

/**
 * One asking, complete, as each message carries it; a higher `revision` replaces a lower one. Unknown fields are kept, not
 * refused: loaders are updated before collectors.
 */
export const ResponseSchema = z.looseObject({
  schema: z.literal(1),
  id: uuid,
  revision: count.check(z.minimum(1)),
  site: z.string().check(z.regex(/^[\w-]{1,32}$/, '1 to 32 letters, digits, "_" or "-"')),
  state: State,
  endedBy: z.nullable(EndedBy),
  test: z.boolean(),
  survey: z.string().check(z.regex(/^[\w-]{1,64}$/, '1 to 64 letters, digits, "_" or "-"')),
  kind: z.enum(['transactional', 'relationship']),
  question: text,
  reasonQuestion: z.nullable(text),
  locale: text.check(z.refine(isLanguageTag, 'a BCP 47 language tag such as "en" or "pt-BR"')),
  scaleOrder: z.enum(['ascending', 'descending']),
  trigger: TriggerRecord,
  score: z.nullable(z.int().check(z.minimum(0), z.maximum(10))),
  reason: z.nullable(z.string().check(z.maxLength(limits.reason))),
  answers: z
    .record(text, z.union([z.int().check(z.minimum(1), z.maximum(7)), z.array(text).check(z.maxLength(50))]))
    .check(
      z.refine(answers => Object.keys(answers).length <= limits.answers, `at most ${limits.answers} entries`),
    ),
  contact: z.optional(
    z.nullable(
      z.looseObject({ allowed: z.boolean(), email: z.nullable(z.string().check(z.maxLength(limits.email))) }),
    ),
  ),
  respondent: z.optional(
    z.nullable(
      z.looseObject({
        id: text,
        signature: z.optional(z.nullable(text)),
        since: z.optional(z.nullable(text)),
        traits: z.optional(flat),
      }),
    ),
  ),
  visitor: z.optional(z.nullable(text)),
  page: z.looseObject({
    url: z.nullable(z.string().check(z.maxLength(limits.url))),
    referrer: z.nullable(z.string().check(z.maxLength(limits.url))),
    loadMs: z.nullable(count),
    secondsOnPage: z.nullable(count),
    pagesViewed: z.nullable(count),
  }),
  device: Device,
  /** Counted since the message before this asking; only with `report: 'everything'`. */
  notAsked: z.optional(z.nullable(NotAsked)),
  askedAt: instant,
  scoredAt: z.nullable(instant),
  endedAt: z.nullable(instant),
  sentAt: instant,
  client: text,
})

export type { ResponseRecord } from './response-record.ts'
/** As {@link Documented}: the type of the same name as each value. */
export type State = Documented.State
export type EndedBy = Documented.EndedBy
export type Device = Documented.Device
export type TriggerSource = Documented.TriggerSource
export type TriggerRecord = z.infer<typeof TriggerRecord>
