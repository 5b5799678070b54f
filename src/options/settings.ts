import type { ResponseRecord } from '../protocol/response.ts'
import type { Fields } from './kinds.ts'
import type { lookOptions, ruleOptions, siteOptions, surveyOptions } from './option-tables.ts'

/** Makes lists read-only: nobody may change them. */
type ReadOnlyLists<Known> = {
  [Name in keyof Known]: Known[Name] extends (infer Item)[] ? readonly Item[] : Known[Name]
}

/** The type of what a table reads. */
type Held<Table> = ReadOnlyLists<Fields<Table>>

/**
 * A survey's rules as they take effect: its own, else the site's, else the defaults. Durations and instants are
 * milliseconds.
 *
 * If `minAge`, `minVisits`, `minPages` or `from` could not be read, it is Infinity, and `until` is -Infinity: then
 * nobody is asked. For the same reason `hours` then has no days, and `where` is 'unreadable'.
 */
export type RuleSettings = Held<typeof ruleOptions>

/** 0 is Sunday; minutes after midnight (`from` above `to` spans it); an IANA zone, or null for the visitor's. */
export type HoursSettings = NonNullable<RuleSettings['hours']>

export type WhereSettings = Exclude<RuleSettings['where'], 'unreadable' | null>

/** How a survey looks: its own, else the site's, else the defaults. */
export type LookSettings = Held<typeof lookOptions>

export type DarkColours = NonNullable<LookSettings['dark']>

export type ExtraQuestion = ReadOnlyLists<NonNullable<Fields<typeof surveyOptions>['extra']>>

export interface SurveySettings
  extends RuleSettings,
    LookSettings,
    Omit<Held<typeof surveyOptions>, 'trigger' | 'kind' | 'extra'> {
  triggers: readonly string[]
  kind: 'transactional' | 'relationship'
  /** Options that could not be read and for which no value asks less: because of them nobody is asked. */
  stoppedBy: readonly string[]
  extra: ExtraQuestion | null
}

/** Every option of the site, as read, with defaults filled in. */
export interface Settings extends Held<typeof siteOptions> {
  /** The resolved URL, or the npm package's function; null if there is none, in which case howlikely stays idle. */
  endpoint: string | ((response: ResponseRecord) => Promise<unknown>) | null
  surveys: readonly SurveySettings[]
}

/** Something wrong that the site owner should know: which option, what was found, what is allowed. */
export interface Problem {
  /** What kind it is, such as 'wrong-option'. */
  code: string
  /** The option's path, such as `surveys[0].sample`, or null if no option is to blame. */
  option: string | null
  /** What was found, as a text. */
  found: string | null
  /** What is allowed, in words. */
  allowed: string | null
  /** All of it in one sentence, with the consequence and what to write instead. */
  message: string
}
