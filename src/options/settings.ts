import type { Category } from '../figures/category.ts'
import type { ResponseRecord } from '../protocol/response.ts'
import type { Milliseconds } from '../time/milliseconds.ts'
import type { Match, SiteTrigger, Source, Words } from './schema.ts'

/** A survey's rules as they hold for it: its own, else the site's, else the defaults. */
export interface RuleSettings {
  waitAfterAnswer: Milliseconds
  waitAfterDismissal: Milliseconds
  waitAfterIgnored: Milliseconds
  /** Share of visitors, 0 to 1. */
  sample: number
  samplePeriod: 'month' | 'quarter' | 'year' | 'forever'
  /** Infinity where the option could not be read: then nobody is old enough. The same for the next two. */
  minAge: Milliseconds
  minVisits: number
  minPages: number
  /** The first instant at which the survey may ask, or null. Infinity where the option could not be read. */
  from: Milliseconds | null
  /** The instant from which it no longer asks, or null. -Infinity where the option could not be read. */
  until: Milliseconds | null
  hours: HoursSettings | null
  /** 'unreadable': the option was wrong, so nobody is in the audience. */
  where: WhereSettings | 'unreadable' | null
  delay: Milliseconds
  after: Milliseconds
  carryOver: Milliseconds
  cancelOn: readonly string[]
}

export interface HoursSettings {
  /** 0 is Sunday. An empty list, which nobody writes on purpose, means never. */
  days: readonly number[]
  /** Minutes after midnight; `from` above `to` spans midnight. */
  from: number
  to: number
  /** An IANA zone, or null for the visitor's. */
  zone: string | null
}

export interface WhereSettings {
  path?: readonly string[]
  device?: Match
  locale?: Match
  referrer?: Match
  traits?: Readonly<Record<string, Match>>
  trigger?: Readonly<Record<string, Match>>
}

export interface LookSettings {
  placement: 'bottom-end' | 'bottom-start' | 'center' | 'bar' | 'inline'
  /** CSS pixels from the edges. */
  offset: number
  theme: 'auto' | 'light' | 'dark'
  accent: string | null
  surface: string | null
  text: string | null
  radius: string | null
  font: string | null
}

export interface ExtraQuestion {
  id: string
  type: 'single' | 'multiple' | 'ease'
  text: Words
  choices: readonly { id: string; text: Words }[]
}

export interface Thanks {
  text?: Words
  link?: { url: string; text: Words }
}

export interface SurveySettings extends RuleSettings, LookSettings {
  id: string
  triggers: readonly string[]
  kind: 'transactional' | 'relationship'
  product: string | null
  question: Words | null
  low: Words | null
  high: Words | null
  /** One question for all, or one per category; null for the locale's. */
  reason: { all: Words } | { byCategory: Partial<Record<Category, Words>> } | null
  scaleOrder: 'ascending' | 'descending'
  extra: ExtraQuestion | null
  contact: 'off' | 'detractors' | 'everyone'
  thanks: Partial<Record<Category, Thanks>>
}

/** Every option of the site, read, with its default filled in. */
export interface Settings {
  /** A URL, resolved, or the npm package's function; null where there is none, and then howlikely is idle. */
  endpoint: string | ((response: ResponseRecord) => Promise<unknown>) | null
  site: string
  company: string | null
  locale: string
  surveys: readonly SurveySettings[]
  enabled: boolean
  test: boolean
  debug: boolean
  preview: boolean
  waitBetween: Milliseconds
  maxPerYear: number
  waitAfterOptOut: Milliseconds
  never: readonly string[]
  triggers: readonly SiteTrigger[]
  thankYouPages: readonly { path: string; refParameter?: string | undefined }[]
  sources: Partial<Record<Source, boolean>>
  dataLayer: string
  report: 'answers' | 'everything'
  unsent: 'score' | 'nothing'
  format: 'auto' | 'json' | 'text' | 'form'
  headers: Readonly<Record<string, string>>
  credentials: 'omit' | 'same-origin' | 'include'
  storage: 'local' | 'cookie' | 'session' | 'none'
  withoutMemory: 'skip' | 'ask'
  consent: 'not-needed' | 'required' | 'google' | 'tcf'
  gpc: 'anonymous' | 'skip' | 'ignore'
  automation: 'skip' | 'ask'
  visitorId: boolean
  /** The visitor's id for a new response, whose own id may become it; there only where the further part is. */
  marks?: (id: string) => { visitor?: string }
  /**
   * 'never' where nobody is asked on this page; then `moved` is told once the address is another. There only where the
   * further part is.
   */
  spares?: (moved: () => void) => 'never' | null
  page: 'path' | 'origin' | 'none'
  keepParameters: readonly string[]
  privacy: { url: string | null; note: Words | null }
  askCollector: 'never' | 'trigger' | 'visit'
  collectorTimeout: Milliseconds
  collectorSilent: 'skip' | 'ask'
  texts: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** Something wrong that the site owner should know: which option, what was found, what is allowed. */
export interface Problem {
  code: string
  /** The option's path, such as `surveys[0].sample`, or null where no option is to blame. */
  option: string | null
  found: string | null
  allowed: string | null
  message: string
}
