import { parseDuration } from '../time/duration.ts'

/**
 * Every option that howlikely reads, as tables: names, kind, and what holds without it; where nothing is said, the
 * first of the words, or null. Texts, since a page pays for every byte of them. Tests hold these tables against the
 * schema.
 *
 * The first is of the site and of each survey, which has its own where it says so.
 *
 * Kinds: `a|b` for one of these words, `kind*` for a list and `kind{}` for a record of a kind. They are read by
 * `read-kind.ts`.
 */
export const sharedTable = `
waitAfterAnswer duration 90d
waitAfterDismissal,waitAfterIgnored duration 30d
sample share 1
samplePeriod quarter|month|year|forever
minAge duration 0
after duration 0
minVisits,minPages count 0
from,until instant
hours hours
where where
delay duration 2s
carryOver duration 30m
cancelOn any* []
placement bottom-end|bottom-start|center|bar|inline
offset number 16
theme auto|light|dark
accent,surface,text,radius,font any`

/** Of a survey alone. */
export const surveyTable = `
kind transactional|relationship null
product any
question,low,high words
reason reason
scaleOrder ascending|descending
extra extra
contact detractors|off|everyone
thanks thanks {}`

/** Of the site alone. */
export const siteTable = `
site site "main"
company any
locale any "auto"
enabled,preview flag true
test,debug,visitorId flag false
waitBetween duration 30d
maxPerYear count 4
waitAfterOptOut duration 365d
never path* []
triggers siteTrigger* []
thankYouPages thankYouPage* []
sources flag{} {}
dataLayer any "dataLayer"
report answers|everything
unsent score|nothing
format auto|json|text|form
headers any{} {}
credentials same-origin|omit|include
storage local|cookie|session|none
withoutMemory,automation,collectorSilent skip|ask
consent not-needed|required|google|tcf
gpc anonymous|skip|ignore
page path|origin|none
keepParameters any* []
privacy privacy {"url":null,"note":null}
askCollector never|trigger|visit
collectorTimeout duration 1s
texts any{}{} {}`

export type Row = readonly [name: string, kind: string, otherwise: unknown]

const defaultOf = (kind: string, text: string | undefined): unknown => {
  if (!text) return kind.includes('|') ? kind.split('|')[0] : null
  return kind === 'duration' ? parseDuration(text) : JSON.parse(text)
}

export const rowsOf = (table: string): Row[] =>
  table
    .trim()
    .split('\n')
    .flatMap(line => {
      const [names = '', kind = '', otherwise] = line.split(' ')
      return names.split(',').map((name): Row => [name, kind, defaultOf(kind, otherwise)])
    })

/** Own properties alone: what a page's library has put into `Object.prototype` is no option. */
export const ownOf = (...layers: unknown[]): Readonly<Record<string, unknown>> =>
  Object.assign(Object.create(null), ...layers)

/** What holds where `surveys` is not given. */
export const usualSurveys: unknown = ['checkout', 'support'].map(name => ({ id: name, trigger: name }))
