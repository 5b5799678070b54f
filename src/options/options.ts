import type { ResponseRecord } from '../protocol/response.ts'

/**
 * "0", or 1 to 4 digits and s, m (minutes), h, d or w. TypeScript rejects other units, but not more digits.
 *
 * @example '90d'
 */
export type Duration = '0' | `${number}${'s' | 'm' | 'h' | 'd' | 'w'}`

/**
 * A pathname pattern that starts with "/" or "*"; `*` stands for any number of characters. Never a regular expression.
 *
 * @example '/account/*'
 */
export type Path = string

/**
 * One text, or one per locale. `{company}` and `{product}` are filled in.
 *
 * @example { en: 'Thank you!', sv: 'Tack!' }
 */
export type Words = string | Record<string, string>

/** 9 or 10, 7 or 8, and 0 to 6. */
export type Category = 'promoter' | 'passive' | 'detractor'

/** A single value. */
type Scalar = string | number | boolean

/**
 * A value, a list of allowed values, or conditions that must all hold. Texts are compared exactly.
 *
 * @example { above: 100 }
 */
export type Match =
  | Scalar
  | Scalar[]
  | {
      /** Matches this value only. */
      is?: Scalar
      /** Matches every other value, and a missing one. */
      not?: Scalar
      /** Matches only numbers above this limit. */
      above?: number
      /** Matches only numbers below this limit. */
      below?: number
      /** Matches texts that contain this one. */
      contains?: string
      /** Whether there is a value at all. */
      exists?: boolean
    }

/** Who is in the audience. All the conditions given must hold. */
export interface Where {
  /** The page's path: one pattern, or a list of which one must match. */
  path?: Path | Path[]
  /** 'mobile', 'tablet' or 'desktop'. */
  device?: Match
  /** The card's language, such as 'sv'. */
  locale?: Match
  /** The origin that the visitor came from. */
  referrer?: Match
  /** What `identify` said about the visitor, by name. */
  traits?: Record<string, Match>
  /** The trigger's own value, currency, ref, source and properties, by name. */
  trigger?: Record<string, Match>
}

/** The days and hours at which a survey may ask. */
export interface Hours {
  /**
   * Days of the week; 0 is Sunday.
   *
   * @default [0, 1, 2, 3, 4, 5, 6]
   */
  days?: (0 | 1 | 2 | 3 | 4 | 5 | 6)[]
  /**
   * "HH:MM"; if it is later than `to`, the span includes midnight.
   *
   * @default '00:00'
   */
  from?: string
  /**
   * "HH:MM", exclusive.
   *
   * @default '24:00'
   */
  to?: string
  /**
   * An IANA time zone; left out, the visitor's.
   *
   * @example 'Europe/Stockholm'
   */
  zone?: string
}

/** Whom, when and how often a survey asks: site-wide, and each survey may have its own. */
export interface Rules {
  /**
   * How long a visitor who answered is not asked this survey again.
   *
   * @default '90d'
   */
  waitAfterAnswer?: Duration
  /**
   * How long a visitor who closed the card is not asked this survey again; doubled for each dismissal in a row, up to
   * 180 days.
   *
   * @default '30d'
   */
  waitAfterDismissal?: Duration
  /**
   * How long a visitor who left without touching the card is not asked this survey again.
   *
   * @default '30d'
   */
  waitAfterIgnored?: Duration
  /**
   * The share of visitors who may be asked, 0 to 1. The same visitor stays in or out for a `samplePeriod`.
   *
   * @default 1
   */
  sample?: number
  /**
   * When the sample is drawn again, in UTC.
   *
   * @default 'quarter'
   */
  samplePeriod?: 'month' | 'quarter' | 'year' | 'forever'
  /**
   * How long a visitor has been known, from the first visit or the respondent's `since`.
   *
   * @default '0'
   */
  minAge?: Duration
  /**
   * Visits before a visitor is asked, this one included; a visit ends after 30 minutes without a page view.
   *
   * @default 0
   */
  minVisits?: number
  /**
   * Page views in this visit before a visitor is asked.
   *
   * @default 0
   */
  minPages?: number
  /**
   * The first instant at which the survey asks: an ISO date-time, or a date, which is 00:00 in `hours.zone`. Left out,
   * at once.
   *
   * @example '2026-05-01'
   */
  from?: string
  /**
   * The instant from which the survey no longer asks: an ISO date-time, or a date, which is 00:00 in `hours.zone`. Left
   * out, never.
   *
   * @example '2026-06-01T09:00'
   */
  until?: string
  /**
   * The days and hours at which the survey may ask. Left out, always.
   *
   * @example { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }
   */
  hours?: Hours
  /**
   * Who is asked. Left out, everyone.
   *
   * @example { path: '/checkout/*', traits: { plan: ['pro', 'team'] } }
   */
  where?: Where
  /**
   * How long the card waits after the trigger.
   *
   * @default '2s'
   */
  delay?: Duration
  /**
   * How much later, on purpose, the visitor is asked: "7d" when the parcel has arrived.
   *
   * @default '0'
   */
  after?: Duration
  /**
   * How long a trigger may wait for a later page view.
   *
   * @default '30m'
   */
  carryOver?: Duration
  /**
   * Names of triggers that cancel a waiting one.
   *
   * @default []
   */
  cancelOn?: string[]
  /**
   * A CSS selector: the survey waits while something visible matches it, such as a cookie banner. Left out, it waits for
   * nothing.
   *
   * @example '#cookie-banner'
   */
  wait?: string
}

/** How the card looks: site-wide, and each survey may have its own. */
export interface Look {
  /**
   * Where the card is placed; 'inline' is inside `<how-likely>` or `[data-howlikely-inline]`.
   *
   * @default 'bottom-end'
   */
  placement?: 'bottom-end' | 'bottom-start' | 'center' | 'bar' | 'inline'
  /**
   * CSS pixels from the window's edges.
   *
   * @default 16
   */
  offset?: number
  /**
   * Light or dark; 'auto' follows the visitor's system.
   *
   * @default 'auto'
   */
  theme?: 'auto' | 'light' | 'dark'
  /** Any CSS colour: the chosen score, the button, the focus. Left out, built in. */
  accent?: string
  /** Any CSS colour: the card's background. Left out, built in. */
  surface?: string
  /** Any CSS colour: the card's text. Left out, built in. */
  text?: string
  /**
   * The card's corners, a CSS length. Left out, built in.
   *
   * @example '12px'
   */
  radius?: string
  /** A CSS font family. Left out, built in. */
  font?: string
  /**
   * Colours that replace the others when the card is dark. Left out, the colours stay the same.
   *
   * @example { accent: '#9ecbff', surface: '#10141a' }
   */
  dark?: DarkColours
}

/** Any CSS colours. One that is left out stays the same in the dark. */
export interface DarkColours {
  /** The Send button and the chosen score. */
  accent?: string
  /** The background. */
  surface?: string
  /** The text. */
  text?: string
}

/** One more question, below the reason; never required. */
export interface Extra {
  /** The name of its answer in `answers`. */
  id: string
  /** One choice, several, or how easy it was, from 1 to 7. */
  type: 'single' | 'multiple' | 'ease'
  /** The question. */
  text: Words
  /**
   * The choices; none for 'ease'.
   *
   * @default []
   */
  choices?: {
    /** The value in the answer. */
    id: string
    /** The text that the visitor reads. */
    text: Words
  }[]
}

/** What a category of visitors reads after Send. */
export interface ThanksWords {
  /** Left out, the locale's default. */
  text?: Words
  /** `{id}` in `url` is the response's id. Left out, no link. */
  link?: {
    /** Where the link leads: `https:`, `mailto:`, or a page of your own. */
    url: string
    /** The text that the visitor reads. */
    text: Words
  }
}

/** One survey. */
export interface SurveyOptions extends Rules, Look {
  /** 1 to 64 letters, digits, "_" or "-"; not preview, debug or off. */
  id: string
  /**
   * The triggers that lead to it: one name, or a list; 'visit' is any page.
   *
   * @example ['checkout', 'renewal']
   */
  trigger: string | string[]
  /**
   * Which NPS it counts for, and which built-in question it asks.
   *
   * @default 'relationship' if the only trigger is 'visit', else 'transactional'
   */
  kind?: 'transactional' | 'relationship'
  /**
   * What the question asks about. Left out, the company.
   *
   * @example 'our checkout'
   */
  product?: string
  /** The question. Left out, the locale's. */
  question?: Words
  /** What 0 means. Left out, the locale's. */
  low?: Words
  /** What 10 means. Left out, the locale's. */
  high?: Words
  /**
   * The question for a reason: one, or one per category. Left out, the locale's.
   *
   * @example { promoter: 'What did you like?', detractor: 'What went wrong?' }
   */
  reason?: Words | Partial<Record<Category, Words>>
  /**
   * From 0 to 10, or from 10 to 0.
   *
   * @default 'ascending'
   */
  scaleOrder?: 'ascending' | 'descending'
  /** One more question. Left out, none. */
  extra?: Extra
  /**
   * Who may leave an e-mail address; only with `privacy.url`, and if no respondent is known.
   *
   * @default 'detractors'
   */
  contact?: 'off' | 'detractors' | 'everyone'
  /**
   * What the visitor reads after Send, per category.
   *
   * @default {}
   * @example { promoter: { link: { url: 'https://reviews.example/us', text: 'Write a review' } } }
   */
  thanks?: Partial<Record<Category, ThanksWords>>
}

/** A trigger of the site's own, without code: a name and exactly one cause. */
export interface SiteTrigger {
  /** The name that surveys use in `trigger`. */
  name: string
  /** A CSS selector: a click on an element that matches. */
  click?: string
  /** A CSS selector: an element that matches becomes visible. */
  appears?: string
  /** A page whose path matches. */
  path?: Path
  /** Seconds on one page. */
  secondsOnPage?: number
  /** How far the page was scrolled, in percent, 0 to 100. */
  scrolled?: number
  /** The pointer leaves the page at its top. */
  leaving?: boolean
  /** An entry of the data layer with this event name, whose fields match `where`. */
  event?: {
    /** The entry's `event`. */
    name: string
    /** Its fields, by name. */
    where?: Record<string, Match>
  }
}

/** The sources that find checkouts and support contacts without code. */
export type Source =
  | 'ga4'
  | 'ua'
  | 'segment'
  | 'matomo'
  | 'woocommerce'
  | 'magento'
  | 'prestashop'
  | 'bigcommerce'
  | 'squarespace'
  | 'stripe'
  | 'thank-you'
  | 'shopify'
  | 'google-ads'
  | 'meta'
  | 'zaraz'
  | 'zendesk'
  | 'hubspot'
  | 'livechat'
  | 'tawk'
  | 'salesforce'
  | 'helpscout'

/**
 * The options of a site. A wrong one never throws: the value that asks less applies, and a `problem` says what was found
 * and what is allowed.
 *
 * @example { endpoint: '/responses', company: 'Acme', sample: 0.2 }
 */
export interface Options extends Rules, Look {
  /**
   * The URL that responses are POSTed to, resolved against the page's; or a function that takes a response and resolves
   * once it is safe: if it rejects, the response is sent again later. Without an endpoint nobody is asked.
   */
  endpoint: string | ((response: ResponseRecord) => Promise<unknown>)
  /**
   * Names the site in storage and in responses: 1 to 32 letters, digits, "_" or "-".
   *
   * @default 'main'
   */
  site?: string
  /** What the question calls the company. Left out, the locale's "us". */
  company?: string
  /**
   * The card's language; 'auto' is the page's `lang`, else the browser's, else English.
   *
   * @default 'auto'
   */
  locale?: string
  /**
   * The surveys. A list replaces the built-in two whole; an object changes them by id, and adds others.
   *
   * @default [{ id: 'checkout', trigger: 'checkout' }, { id: 'support', trigger: 'support' }]
   * @example { checkout: { delay: '5s' } }
   */
  surveys?: SurveyOptions[] | Record<string, Partial<SurveyOptions>>
  /**
   * False: nobody is asked.
   *
   * @default true
   */
  enabled?: boolean
  /**
   * True: responses are sent, marked, and never counted.
   *
   * @default false
   */
  test?: boolean
  /**
   * True: decisions are kept in this browser, and the console says more.
   *
   * @default false
   */
  debug?: boolean
  /**
   * False forbids `?howlikely=preview`.
   *
   * @default true
   */
  preview?: boolean
  /**
   * The shortest time between any two askings of one visitor.
   *
   * @default '30d'
   */
  waitBetween?: Duration
  /**
   * The most times that one visitor is asked in any 365 days.
   *
   * @default 4
   */
  maxPerYear?: number
  /**
   * How long "Don't ask again" holds.
   *
   * @default '365d'
   */
  waitAfterOptOut?: Duration
  /**
   * Pages on which nobody is asked.
   *
   * @default []
   * @example ['/checkout/payment*']
   */
  never?: Path[]
  /**
   * Triggers without code.
   *
   * @default []
   * @example [{ name: 'report-made', click: '.export' }]
   */
  triggers?: SiteTrigger[]
  /**
   * Pages that show that something was bought; `refParameter` names the parameter in the address with the order number.
   *
   * @default []
   * @example [{ path: '/thank-you', refParameter: 'order' }]
   */
  thankYouPages?: {
    /** The page's path. */
    path: Path
    /** Left out, the order number is unknown, and each page view counts once a day. */
    refParameter?: string
  }[]
  /**
   * Which sources find checkouts and contacts; those not named are on.
   *
   * @default {}
   * @example { ga4: false }
   */
  sources?: Partial<Record<Source, boolean>>
  /**
   * The name of the page's data layer.
   *
   * @default 'dataLayer'
   */
  dataLayer?: string
  /**
   * Whether askings without an answer are reported, too.
   *
   * @default 'answers'
   */
  report?: 'answers' | 'everything'
  /**
   * What happens to a score that was chosen but never sent: it counts as an unconfirmed score, or as nothing.
   *
   * @default 'score'
   */
  unsent?: 'score' | 'nothing'
  /**
   * How a response is POSTed; 'auto' is JSON, as text/plain across origins; 'form' has one field, `response`.
   *
   * @default 'auto'
   */
  format?: 'auto' | 'json' | 'text' | 'form'
  /**
   * Additional request headers.
   *
   * @default {}
   */
  headers?: Record<string, string>
  /**
   * Whether cookies are sent along, as in `fetch`.
   *
   * @default 'same-origin'
   */
  credentials?: 'omit' | 'same-origin' | 'include'
  /**
   * Where the browser remembers who was asked.
   *
   * @default 'local'
   */
  storage?: 'local' | 'cookie' | 'session' | 'none'
  /**
   * What to do if the browser cannot remember.
   *
   * @default 'skip'
   */
  withoutMemory?: 'skip' | 'ask'
  /**
   * Whose consent is waited for: none, the `consent` command's, Google's consent mode, or the TCF's.
   *
   * @default 'not-needed'
   */
  consent?: 'not-needed' | 'required' | 'google' | 'tcf'
  /**
   * What Global Privacy Control does: ask without respondent, traits and visitor; not ask; or nothing.
   *
   * @default 'anonymous'
   */
  gpc?: 'anonymous' | 'skip' | 'ignore'
  /**
   * What to do if a program drives the browser.
   *
   * @default 'skip'
   */
  automation?: 'skip' | 'ask'
  /**
   * True: responses from one browser carry the same random id.
   *
   * @default false
   */
  visitorId?: boolean
  /**
   * How much of the page's address a response carries.
   *
   * @default 'path'
   */
  page?: 'path' | 'origin' | 'none'
  /**
   * Query parameters of the page's address that a response keeps.
   *
   * @default []
   * @example ['utm_source']
   */
  keepParameters?: string[]
  /** The privacy policy's address, and a note next to it. Left out, neither; then no e-mail address is asked for. */
  privacy?: {
    /** Where the policy is. */
    url?: string
    /** The text next to Send. */
    note?: Words
  }
  /**
   * When the collector is asked what it knows of an identified visitor: never, before a trigger asks, or once per visit.
   *
   * @default 'never'
   */
  askCollector?: 'never' | 'trigger' | 'visit'
  /**
   * How long to wait for the collector's answer.
   *
   * @default '1s'
   */
  collectorTimeout?: Duration
  /**
   * What to do if the collector doesn't answer.
   *
   * @default 'skip'
   */
  collectorSilent?: 'skip' | 'ask'
  /**
   * Texts that replace the card's built-in ones: locale, key, text.
   *
   * @default {}
   * @example { en: { send: 'Submit' } }
   */
  texts?: Record<string, Record<string, string>>
}
