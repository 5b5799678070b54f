/**
 * Every option that howlikely reads, as tables: name, kind, what holds without it ("-": nothing), and, where it is
 * not the same, what holds where it is wrong: the value that asks less. Texts, since a page pays for every byte of
 * them. A test holds these tables against the schema.
 *
 * Kinds: `a|b` for one of these words, `kind*` for a list and `kind{}` for a record of a kind; plain ones are read by
 * `conductor/read-options.ts`, the others, which few sites use, by `more/read-kind.ts`.
 */
export const ruleTable = `
waitAfterAnswer duration 90d
waitAfterDismissal duration 30d
waitAfterIgnored duration 30d
sample share 1 0
samplePeriod month|quarter|year|forever quarter forever
minAge duration 0 never
minVisits count 0 never
minPages count 0 never
from instant - never
until instant - past
hours hours - {"days":[],"from":0,"to":0,"zone":null}
where where - unreadable
delay duration 2s
after duration 0
carryOver duration 30m 0
cancelOn any* []`

export const lookTable = `
placement bottom-end|bottom-start|center|bar|inline bottom-end
offset number 16
theme auto|light|dark auto
accent any -
surface any -
text any -
radius any -
font any -`

export const surveyTable = `
kind transactional|relationship -
product any -
question words -
low words -
high words -
reason reason -
scaleOrder ascending|descending ascending
extra extra -
contact off|detractors|everyone detractors off
thanks thanks {}`

export const siteTable = `
site site main
company any -
locale any auto
enabled flag true false
test flag false
debug flag false
preview flag true false
waitBetween duration 30d
maxPerYear count 4
waitAfterOptOut duration 365d
never path* [] ["*"]
triggers siteTrigger* []
thankYouPages thankYouPage* []
sources sources {}
dataLayer text dataLayer
report answers|everything answers
unsent score|nothing score nothing
format auto|json|text|form auto
headers any{} {}
credentials omit|same-origin|include same-origin
storage local|cookie|session|none local
withoutMemory skip|ask skip
consent not-needed|required|google|tcf not-needed required
gpc anonymous|skip|ignore anonymous skip
automation skip|ask skip
visitorId flag false
page path|origin|none path none
keepParameters any* []
privacy privacy {"url":null,"note":null}
askCollector never|trigger|visit never trigger
collectorTimeout duration 1s
collectorSilent skip|ask skip
texts any{}{} {}`

export type Row = readonly [name: string, kind: string, otherwise: string, wrong: string]

export const rowsOf = (table: string): Row[] =>
  table
    .trim()
    .split('\n')
    .map(line => {
      const [name = '', kind = '', otherwise = '', wrong = otherwise] = line.split(' ')
      return [name, kind, otherwise, wrong]
    })
