/** The state of an asking: the card was shown; a score was chosen; Send was pressed; it was closed without a score. */
export type State = 'asked' | 'scored' | 'answered' | 'dismissed'

/** How it ended: Send; the close button or Escape; "Don't ask again"; the visitor left; the page closed it. */
export type EndedBy = 'sent' | 'closed' | 'opted-out' | 'left' | 'site'

/** Determined by the width of the window and the kind of pointer. */
export type Device = 'mobile' | 'tablet' | 'desktop'

/** The source of a trigger: a shop or chat that was detected, or one of the explicit ways at the end. */
export type TriggerSource =
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
  | 'tag'
  | 'command'
  | 'site'
  | 'visit'
  | 'link'
  | 'show'
  | 'collector'

/**
 * One asking, complete, as each message carries it; a higher `revision` replaces a lower one. Instants are ISO 8601 in UTC.
 * A parsed record may contain further fields; don't rely on them.
 */
export interface ResponseRecord {
  /** The version of this shape. */
  schema: 1
  /** Made once in the browser, a UUID of version 7: storing under this key stores each asking once. */
  id: string
  /** Increases by 1 with each stored change, starting at 1. */
  revision: number
  /** The option `site`. */
  site: string
  /** Its state. The score counts if this is `answered`. */
  state: State
  /** How it ended; null while it hasn't. */
  endedBy: EndedBy | null
  /** Whether the option `test` was on: stored but never counted. */
  test: boolean
  /** The survey's id. */
  survey: string
  /** Whether it is about one occasion or the whole relationship. */
  kind: 'transactional' | 'relationship'
  /** The question, as the visitor read it. */
  question: string
  /** The question for the reason, as last read; null if no score was chosen. */
  reasonQuestion: string | null
  /** The card's language, a BCP 47 tag such as "sv" or "pt-BR". */
  locale: string
  /** From 0 to 10, or from 10 to 0. */
  scaleOrder: 'ascending' | 'descending'
  /** What led to the asking. */
  trigger: {
    /** Such as 'checkout' or 'support'. */
    name: string
    /** The order number or ticket id. */
    ref?: string | null | undefined
    /** How much the purchase came to, in `currency`. */
    value?: number | null | undefined
    /** An ISO 4217 code. */
    currency?: string | null | undefined
    /** The source of the trigger. */
    source: TriggerSource
    /** When it happened. */
    at: string
    /** The server's signature of name and ref. */
    signature?: string | null | undefined
    /** Further details, at most 20 flat values. */
    properties?: Record<string, string | number | boolean> | undefined
  }
  /** 0 to 10, or null if none was chosen, or it must not be reported. */
  score: number | null
  /** What the visitor wrote, at most 5,000 characters; null if nothing. */
  reason: string | null
  /** Answers to the extra question, by its id: ids of choices, or 1 to 7 for `ease`. */
  answers: Record<string, number | string[]>
  /** Present if contact was asked for. */
  contact?:
    | {
        /** Whether the visitor may be contacted about the answer. */
        allowed: boolean
        /** The address. */
        email: string | null
      }
    | null
    | undefined
  /** Who answered, if the page has said so with `identify`. */
  respondent?:
    | {
        /** The site's own id of this person. */
        id: string
        /** The server's signature of the id. */
        signature?: string | null | undefined
        /** ISO date since which this person has been a customer. */
        since?: string | null | undefined
        /** Further details, such as the plan. */
        traits?: Record<string, string | number | boolean> | undefined
      }
    | null
    | undefined
  /**
   * With `report: 'everything'`: how many triggers before this asking led to none, by the rule that held them back; at most
   * 30 rules, 1 to 9,999 each.
   */
  notAsked?: Record<string, number> | null | undefined
  /** A random id of this browser, with the option `visitorId`. */
  visitor?: string | null | undefined
  /** The page on which the card was shown. */
  page: {
    /** Without query and fragment; null with the option `page: 'none'`. */
    url: string | null
    /** The origin that the visitor came from. */
    referrer: string | null
    /** Milliseconds that the page took to load. */
    loadMs: number | null
    /** Seconds between its load and the card. */
    secondsOnPage: number | null
    /** Pages in this visit, including this one; null if they are not counted. */
    pagesViewed: number | null
  }
  /** The kind of device. */
  device: Device
  /** When the card was shown. */
  askedAt: string
  /** When the score was last chosen. */
  scoredAt: string | null
  /** When it ended. */
  endedAt: string | null
  /** When this message was sent. */
  sentAt: string
  /** The client that made it: `howlikely/` and a version. */
  client: string
}
