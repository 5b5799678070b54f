// Made from schema.ts by `node scripts/write-option-tables.ts`: change the schema, and run it.
// biome-ignore-all format: one option a line
import { asksNobody, clockTime, duration, either, fields, flag, instant, list, matching, number, oneOf, oneOrMore, optional, reason, record, siteTrigger, text, whole, zone } from './kinds.ts'

const path = matching(/^[/*]/)
const scalar = either(text, number(), flag)
const match = either(scalar, list(scalar), fields({ is: optional(scalar), not: optional(scalar), above: optional(number()), below: optional(number()), contains: optional(text), exists: optional(flag) }))
const words = either(text, record(text))

/** Of the site, and of each survey, which has its own where it says so: whom, when and how often it asks. */
export const ruleOptions = {
  waitAfterAnswer: optional(duration, 7776000000, 6047395200000),
  waitAfterDismissal: optional(duration, 2592000000, 6047395200000),
  waitAfterIgnored: optional(duration, 2592000000, 6047395200000),
  sample: optional(number(0, 1), 1, 0), // share of visitors
  samplePeriod: optional(oneOf('month', 'quarter', 'year', 'forever'), 'quarter', 'forever'),
  minAge: optional(duration, 0, Number.POSITIVE_INFINITY),
  minVisits: optional(whole(0), 0, Number.POSITIVE_INFINITY), // visits
  minPages: optional(whole(0), 0, Number.POSITIVE_INFINITY), // page views of a visit
  from: optional(instant, null, Number.POSITIVE_INFINITY),
  until: optional(instant, null, Number.NEGATIVE_INFINITY),
  hours: optional(fields({ days: optional(list(oneOf(0, 1, 2, 3, 4, 5, 6)), [0, 1, 2, 3, 4, 5, 6]), from: optional(clockTime, 0), to: optional(clockTime, 1440), zone: optional(zone, null) }), null, { days: [], from: 0, to: 0, zone: null }),
  where: optional(fields({ path: optional(oneOrMore(path)), device: optional(match), locale: optional(match), referrer: optional(match), traits: optional(record(match)), trigger: optional(record(match)) }), null, 'unreadable'),
  delay: optional(duration, 2000),
  after: optional(duration, 0, asksNobody),
  carryOver: optional(duration, 1800000, 0),
  cancelOn: optional(list(text), [], ['*']),
  wait: optional(text, null, '*'),
}

/** Of the site, and of each survey, which has its own where it says so: how it looks. */
export const lookOptions = {
  placement: optional(oneOf('bottom-end', 'bottom-start', 'center', 'bar', 'inline'), 'bottom-end'),
  offset: optional(number(), 16), // CSS pixels
  theme: optional(oneOf('auto', 'light', 'dark'), 'auto'),
  accent: optional(text, null),
  surface: optional(text, null),
  text: optional(text, null),
  radius: optional(text, null),
  font: optional(text, null),
  dark: optional(fields({ accent: optional(text), surface: optional(text), text: optional(text) }), null),
}

/** Of a survey alone. */
export const surveyOptions = {
  id: matching(/^[\w-]{1,64}$/, /^(?!(preview|debug|off)$)/),
  trigger: oneOrMore(text, 1),
  kind: optional(oneOf('transactional', 'relationship'), null),
  product: optional(text, null),
  question: optional(words, null),
  low: optional(words, null),
  high: optional(words, null),
  reason: optional(reason(fields({ promoter: optional(words), passive: optional(words), detractor: optional(words) }), words), null),
  scaleOrder: optional(oneOf('ascending', 'descending'), 'ascending'),
  extra: optional(fields({ id: text, type: oneOf('single', 'multiple', 'ease'), text: words, choices: optional(list(fields({ id: text, text: words })), []) }), null),
  contact: optional(oneOf('off', 'detractors', 'everyone'), 'detractors', 'off'),
  thanks: optional(fields({ promoter: optional(fields({ text: optional(words), link: optional(fields({ url: text, text: words })) })), passive: optional(fields({ text: optional(words), link: optional(fields({ url: text, text: words })) })), detractor: optional(fields({ text: optional(words), link: optional(fields({ url: text, text: words })) })) }), {}),
}

/** Of the site alone. */
export const siteOptions = {
  site: optional(matching(/^[\w-]{1,32}$/), 'main', asksNobody),
  company: optional(text, null),
  locale: optional(text, 'auto'),
  enabled: optional(flag, true, false),
  test: optional(flag, false),
  debug: optional(flag, false),
  preview: optional(flag, true, false),
  waitBetween: optional(duration, 2592000000, 6047395200000),
  maxPerYear: optional(whole(0), 4, 0), // askings in 365 days
  waitAfterOptOut: optional(duration, 31536000000, 6047395200000),
  never: optional(list(path), [], ['*']),
  triggers: optional(list(siteTrigger(fields({ name: text, click: optional(text), appears: optional(text), path: optional(path), secondsOnPage: optional(number(0)), scrolled: optional(number(0, 100)), leaving: optional(flag), event: optional(fields({ name: text, where: optional(record(match)) })) }))), []),
  thankYouPages: optional(list(fields({ path: path, refParameter: optional(text) })), []),
  sources: optional(record(flag), {}, 'unreadable'),
  dataLayer: optional(text, 'dataLayer'),
  report: optional(oneOf('answers', 'everything'), 'answers'),
  unsent: optional(oneOf('score', 'nothing'), 'score', 'nothing'),
  format: optional(oneOf('auto', 'json', 'text', 'form'), 'auto'),
  headers: optional(record(text), {}),
  credentials: optional(oneOf('omit', 'same-origin', 'include'), 'same-origin'),
  storage: optional(oneOf('local', 'cookie', 'session', 'none'), 'local', asksNobody),
  withoutMemory: optional(oneOf('skip', 'ask'), 'skip'),
  consent: optional(oneOf('not-needed', 'required', 'google', 'tcf'), 'not-needed', 'required'),
  gpc: optional(oneOf('anonymous', 'skip', 'ignore'), 'anonymous', 'skip'),
  automation: optional(oneOf('skip', 'ask'), 'skip'),
  visitorId: optional(flag, false),
  page: optional(oneOf('path', 'origin', 'none'), 'path', 'none'),
  keepParameters: optional(list(text), []),
  privacy: optional(fields({ url: optional(text, null), note: optional(words, null) }), { url: null, note: null }),
  askCollector: optional(oneOf('never', 'trigger', 'visit'), 'never', 'trigger'),
  collectorTimeout: optional(duration, 1000),
  collectorSilent: optional(oneOf('skip', 'ask'), 'skip'),
  texts: optional(record(record(text)), {}),
}

/** The built-in surveys. */
export const usualSurveys = [{ id: 'checkout', trigger: 'checkout' }, { id: 'support', trigger: 'support' }]
