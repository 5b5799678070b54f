/**
 * Every option that howlikely reads, as tables: name, kind, what holds without it ("-": nothing), and, where it is
 * not the same, what holds where it is wrong: the value that asks less. Texts, since a page pays for every byte of
 * them. A test holds these tables against the schema.
 *
 * Kinds: a name in `read-options.ts`, a shape below, `a|b` for one of these words, `kind*` for a list and `kind{}`
 * for a record of a kind.
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
hours hours - {"days":[]}
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
sources flag{} {}
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
privacy privacy -
askCollector never|trigger|visit never trigger
collectorTimeout duration 1s
collectorSilent skip|ask skip
texts any{}{} {}`

/** Objects with known fields: name and kind each; `!` marks a field that must be there. */
export const shapes: Readonly<Record<string, string>> = {
  times: 'days day* from minutes to minutes zone zone',
  where: 'path paths device match locale match referrer match traits match{} trigger match{}',
  conditions: 'is scalar not scalar above number below number contains any exists flag',
  byCategory: 'promoter words passive words detractor words',
  question: 'id! any type! single|multiple|ease text! words choices choice*',
  choice: 'id! any text! words',
  thanks: 'promoter thank passive thank detractor thank',
  thank: 'text words link link',
  link: 'url! any text! words',
  cause:
    'name! any click any appears any path path secondsOnPage positive scrolled percent leaving flag event event',
  event: 'name! any where match{}',
  thankYouPage: 'path! path refParameter any',
  notice: 'url any note words',
}
