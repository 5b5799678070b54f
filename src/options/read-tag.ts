import { ownOf } from '../browser/own.ts'
import type { Raw } from './own.ts'

/** What consent tools call the purposes of the scripts that they hold back, one or several. */
const purposes =
  /\b(analy|stat|mark|ad|targ|pref|fun[ck]t|neces|essen|per[fs]|soci|meas|exper|track|medi|c000)[\w:-]*|[\s,;|]+/gi

/**
 * The tag's attributes without what is not for us: in `data-consent="analytics"` speaks a consent tool. It stands under
 * another name, so that it can be told.
 */
export function readTag(attributes: Raw): Raw {
  const { consent } = attributes
  return consent && !`${consent}`.replace(purposes, '')
    ? ownOf(attributes, { consent: undefined, foreignConsent: consent })
    : ownOf(attributes)
}
