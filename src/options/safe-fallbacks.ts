import { asksNobody } from './kinds.ts'
import type { Options, SurveyOptions } from './options.ts'

/** What takes effect in place of a value that is wrong. */
export interface SafeFallback {
  /**
   * The value, as a site would write it; `asksNobody` if no value asks less, and so nobody is asked. Left out: the
   * default applies.
   */
  value?: unknown
  /** The consequence, for the person who wrote the option. */
  effect: string
}

/** The longest duration there is: about 200 years. */
const longest = '9999w'
const isSkipped = 'nobody is asked'
const isBuiltIn = 'the built-in colour is used'
const isLocales = "the card's own words are used"

/**
 * The value that takes the place of a wrong one, option by option: the one that asks least. The reader's own table, the
 * sentences about wrong options and the documentation are all made from this one. If no value asks less than another, the
 * default applies.
 */
export const safeFallbacks: Readonly<Record<keyof Options | keyof SurveyOptions, SafeFallback>> = {
  endpoint: { effect: 'nobody is asked, since there is nowhere to send an answer to' },
  site: { value: asksNobody, effect: isSkipped },
  company: { effect: 'the question says "us"' },
  locale: { effect: "the card speaks the page's language, or the browser's" },
  surveys: { effect: isSkipped },
  enabled: { value: false, effect: isSkipped },
  test: { effect: 'answers count as real ones' },
  debug: { effect: 'the console tells no more than usual' },
  preview: { value: false, effect: '?howlikely=preview is switched off' },
  triggers: { effect: 'none of these triggers works' },
  thankYouPages: { effect: 'none of these pages is taken for a purchase' },
  sources: { value: 'unreadable', effect: 'no purchase or conversation is found by itself' },
  dataLayer: { effect: 'purchases are looked for under the usual name, dataLayer' },

  waitBetween: { value: longest, effect: 'somebody who has been asked once is not asked again' },
  maxPerYear: { value: 0, effect: isSkipped },
  waitAfterOptOut: { value: longest, effect: '"Don\'t ask again" holds for ever' },
  waitAfterAnswer: { value: longest, effect: 'somebody who has answered is not asked again' },
  waitAfterDismissal: { value: longest, effect: 'somebody who has closed the survey is not asked it again' },
  waitAfterIgnored: { value: longest, effect: 'somebody who has ignored the survey is not asked it again' },
  sample: { value: 0, effect: isSkipped },
  samplePeriod: { value: 'forever', effect: 'visitors who are not in the sample now never will be' },
  minAge: { value: Number.POSITIVE_INFINITY, effect: isSkipped },
  minVisits: { value: Number.POSITIVE_INFINITY, effect: isSkipped },
  minPages: { value: Number.POSITIVE_INFINITY, effect: isSkipped },
  from: { value: Number.POSITIVE_INFINITY, effect: isSkipped },
  until: { value: Number.NEGATIVE_INFINITY, effect: isSkipped },
  hours: { value: { days: [], to: '00:00' }, effect: isSkipped },
  where: { value: 'unreadable', effect: isSkipped },
  never: { value: ['*'], effect: 'nobody is asked on any page' },
  delay: { effect: 'the survey waits for 2 seconds' },
  after: { value: asksNobody, effect: isSkipped },
  carryOver: {
    value: '0',
    effect: 'a survey that has no good moment on its page is not asked on a later one',
  },
  cancelOn: { value: ['*'], effect: 'a survey that waits is dropped by whatever happens next' },
  wait: { value: '*', effect: isSkipped },

  storage: { value: asksNobody, effect: isSkipped },
  withoutMemory: { value: 'skip', effect: 'visitors whose browser cannot remember anything are not asked' },
  consent: { value: 'required', effect: 'nobody is asked before your page says howlikely("consent", true)' },
  gpc: { value: 'skip', effect: 'visitors whose browser sends Global Privacy Control are not asked' },
  automation: { value: 'skip', effect: 'automated browsers are not asked' },
  askCollector: { value: 'trigger', effect: 'the collector is asked before a survey is shown' },
  collectorTimeout: { effect: 'the collector has 1 second to answer' },
  collectorSilent: { value: 'skip', effect: 'nobody is asked while the collector does not answer' },

  report: { effect: 'only answers are sent' },
  unsent: { value: 'nothing', effect: 'a score is sent only with Send' },
  format: { effect: 'answers are sent as JSON' },
  headers: { effect: 'answers are sent without headers of yours' },
  credentials: { effect: 'cookies go along only if the endpoint has the same origin as the page' },
  visitorId: { effect: 'answers carry no id of the browser' },
  page: { value: 'none', effect: "answers carry nothing of the page's address" },
  keepParameters: { effect: 'answers carry no parameters of the address' },
  privacy: { effect: 'the card links to no privacy policy, and asks nobody for an e-mail address' },
  texts: { effect: isLocales },

  id: { effect: 'the survey is never shown' },
  trigger: { effect: 'the survey is never shown' },
  kind: { effect: 'its triggers decide which kind it is' },
  product: { effect: 'the question names the company' },
  question: { effect: isLocales },
  low: { effect: isLocales },
  high: { effect: isLocales },
  reason: { effect: isLocales },
  scaleOrder: { effect: 'the scale runs from 0 to 10' },
  extra: { effect: 'there is no extra question' },
  contact: { value: 'off', effect: 'nobody is asked for an e-mail address' },
  thanks: { effect: "the thank-you is in the card's own words, and has no link" },

  placement: { effect: 'the card stands in its usual corner at the bottom' },
  offset: { effect: 'the card stands 16 pixels from the edges' },
  theme: { effect: "the card is light or dark, as the visitor's system is" },
  accent: { effect: isBuiltIn },
  surface: { effect: isBuiltIn },
  text: { effect: isBuiltIn },
  radius: { effect: 'the built-in corners are used' },
  font: { effect: 'the built-in font is used' },
  dark: { effect: 'the card has the same colours in the dark' },
}
