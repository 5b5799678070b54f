import type { ResponseRecord } from '../protocol/response.ts'

/**
 * "0", or 1 to 4 digits and s, m (minutes), h, d or w. TypeScript refuses another unit, not more digits.
 *
 * @example '90d'
 */
export type Duration = '0' | `${number}${'s' | 'm' | 'h' | 'd' | 'w'}`

/**
 * A pathname pattern that starts with "/" or "*"; `*` stands for any run of characters. Never a regular expression.
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

/** A value by itself. */
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
      /** Holds for this value alone. */
      is?: Scalar
      /** Holds for every other value, and where there is none. */
      not?: Scalar
      /** Holds for numbers alone; the limit itself is not above. */
      above?: number
      /** Holds for numbers alone; the limit itself is not below. */
      below?: number
      /** Holds for texts that have this in them. */
      contains?: string
      /** Whether there is a value at all. */
      exists?: boolean
    }

/** Who is in the audience. All that is given must hold. */
export interface Where {
  /** The page's path: one pattern, or a list of which one must fit. */
  path?: Path | Path[]
  /** 'mobile', 'tablet' or 'desktop'. */
  device?: Match
  /** The card's language, such as 'sv'. */
  locale?: Match
  /** The origin that the visitor came from. */
  referrer?: Match
  /** What `identify` said of the visitor, by name. */
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
   * "HH:MM"; later than `to` spans midnight.
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
   * When the sample is drawn anew, by UTC.
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
   * How long a trigger waits for a later page of the visitor's.
   *
   * @default '30m'
   */
  carryOver?: Duration
  /**
   * Names of triggers that drop what is waiting.
   *
   * @default []
   */
  cancelOn?: string[]
  /**
   * A CSS selector: while something visible fits it, such as a cookie banner, the survey waits. Left out, nothing is
   * waited for.
   *
   * @example '#cookie-banner'
   */
  wait?: string
}

/** How the card looks: site-wide, and each survey may have its own. */
export interface Look {
  /**
   * Where the card stands; 'inline' is inside `<how-likely>` or `[data-howlikely-inline]`.
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
   * Colours that hold instead of the others where the card is dark. Left out, the same ones hold.
   *
   * @example { accent: '#9ecbff', surface: '#10141a' }
   */
  dark?: DarkColours
}

/** Any CSS colours. One that is left out is the same in the dark. */
export interface DarkColours {
  /** Of Send, and of what is chosen. */
  accent?: string
  /** Behind everything. */
  surface?: string
  /** Of what is written. */
  text?: string
}

/** One more question, below the reason; never required. */
export interface Extra {
  /** Names its answer in `answers`. */
  id: string
  /** One choice, several, or how easy it was, from 1 to 7. */
  type: 'single' | 'multiple' | 'ease'
  /** The question. */
  text: Words
  /**
   * What can be chosen; for 'ease' none.
   *
   * @default []
   */
  choices?: {
    /** What the answer says. */
    id: string
    /** What the visitor reads. */
    text: Words
  }[]
}

/** What a category of visitors reads after Send. */
export interface ThanksWords {
  /** Left out, the locale's. */
  text?: Words
  /** `{id}` in `url` is the response's id. Left out, no link. */
  link?: {
    /** Where it leads: `https:`, `mailto:`, or a page of your own. */
    url: string
    /** What the visitor reads. */
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
   * @default 'relationship' where the only trigger is 'visit', else 'transactional'
   */
  kind?: 'transactional' | 'relationship'
  /**
   * What the question names. Left out, the company.
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
   * Who may leave an e-mail address; only with `privacy.url`, and where no respondent is known.
   *
   * @default 'detractors'
   */
  contact?: 'off' | 'detractors' | 'everyone'
  /**
   * What is read after Send, per category.
   *
   * @default {}
   * @example { promoter: { link: { url: 'https://reviews.example/us', text: 'Write a review' } } }
   */
  thanks?: Partial<Record<Category, ThanksWords>>
}

/** A trigger of the site's own, without code: a name and exactly one cause. */
export interface SiteTrigger {
  /** What surveys name in `trigger`. */
  name: string
  /** A CSS selector: a click on what fits. */
  click?: string
  /** A CSS selector: something that fits becomes visible. */
  appears?: string
  /** A page whose path fits. */
  path?: Path
  /** Seconds on one page. */
  secondsOnPage?: number
  /** How far the page was scrolled, in percent, 0 to 100. */
  scrolled?: number
  /** The pointer leaves the page at its top. */
  leaving?: boolean
  /** An entry of the data layer with this event name, whose fields fit `where`. */
  event?: {
    /** The entry's `event`. */
    name: string
    /** Its fields, by name. */
    where?: Record<string, Match>
  }
}

/** What finds checkouts and support contacts without code. */
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
 * The options of a site. A wrong one never throws: the value that asks less holds, and a `problem` says what was found
 * and what is allowed.
 *
 * @example { endpoint: '/responses', company: 'Acme', sample: 0.2 }
 */
export interface Options extends Rules, Look {
  /**
   * The URL that responses are POSTed to, resolved against the page's; or a function that takes a response and resolves
   * once it is safe: where it rejects, the response is sent again later. Without an endpoint nobody is asked.
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
   * True: decisions are kept in this browser, and the console tells of more.
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
   * The least time between any two askings of the site.
   *
   * @default '30d'
   */
  waitBetween?: Duration
  /**
   * The most askings of one visitor in any 365 days.
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
   * Pages that mean that something was bought; `refParameter` is the address's parameter with the order number.
   *
   * @default []
   * @example [{ path: '/thank-you', refParameter: 'order' }]
   */
  thankYouPages?: {
    /** The page's path. */
    path: Path
    /** Left out, the order's number is not known, and each page view counts once a day. */
    refParameter?: string
  }[]
  /**
   * Which sources find checkouts and contacts; one that is not named is on.
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
   * What becomes of a score that was chosen and never sent: it counts as an unconfirmed score, or as nothing.
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
   * More request headers.
   *
   * @default {}
   */
  headers?: Record<string, string>
  /**
   * Whether cookies go along, as in `fetch`.
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
   * What to do where the browser cannot remember.
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
   * What Global Privacy Control means: asked without respondent, traits and visitor; not asked; or nothing.
   *
   * @default 'anonymous'
   */
  gpc?: 'anonymous' | 'skip' | 'ignore'
  /**
   * What to do where a program drives the browser.
   *
   * @default 'skip'
   */
  automation?: 'skip' | 'ask'
  /**
   * True: responses of one browser carry the same random id.
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
   * Parameters that a page's address keeps in a response.
   *
   * @default []
   * @example ['utm_source']
   */
  keepParameters?: string[]
  /** The privacy policy's address, and a note beside it. Left out, neither; then no e-mail address is asked for. */
  privacy?: {
    /** Where the policy is. */
    url?: string
    /** What stands beside Send. */
    note?: Words
  }
  /**
   * When the collector is asked what it knows of an identified visitor: never, before a trigger asks, or once per visit.
   *
   * @default 'never'
   */
  askCollector?: 'never' | 'trigger' | 'visit'
  /**
   * How long the collector's word is waited for.
   *
   * @default '1s'
   */
  collectorTimeout?: Duration
  /**
   * What to do where the collector is silent.
   *
   * @default 'skip'
   */
  collectorSilent?: 'skip' | 'ask'
  /**
   * Texts of the card in place of the built-in ones: locale, key, text.
   *
   * @default {}
   * @example { en: { send: 'Submit' } }
   */
  texts?: Record<string, Record<string, string>>
}
