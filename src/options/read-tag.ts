import { ownOf } from '../browser/own.ts'
import type { Raw } from './own.ts'

/** The purposes, one or several, that consent tools write on scripts that they hold back. */
const purposes =
  /\b(analy|stat|mark|ad|targ|pref|fun[ck]t|neces|essen|per[fs]|soci|meas|exper|track|medi|c000)[\w:-]*|[\s,;|]+/gi

/**
 * The tag's attributes without those meant for others: `data-consent="analytics"` is a consent tool's. That one is kept
 * under another name, so that it can be reported.
 */
export function readTag(attributes: Raw): Raw {
  const { consent } = attributes
  return consent && !`${consent}`.replace(purposes, '')
    ? ownOf(attributes, { consent: undefined, foreignConsent: consent })
    : ownOf(attributes)
}
