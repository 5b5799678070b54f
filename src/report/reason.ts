import type { SurveyKey } from './figures.ts'

/** What somebody wrote with an answer. */
export interface Reason {
  id: string
  score: number
  reason: string
  /** When it was sent, in milliseconds since 1970, by the collector's clock. */
  at: number
  triggerName: string
  /** The order number or ticket id, or null. */
  ref: string | null
  pageUrl: string | null
  locale: string
  selfSelected: boolean
  /** The site has signed what it is counted by. */
  verified: boolean
}

/** The place in a list, newest first, after which to continue. */
export interface ReasonCursor {
  at: number
  id: string
}

export interface ReasonQuery extends SurveyKey {
  /** At most this many. */
  limit: number
  /** Only those that the site has vouched for. @default false */
  onlyVerified?: boolean
  /** Only those further down the list than this one. */
  after?: ReasonCursor
}
