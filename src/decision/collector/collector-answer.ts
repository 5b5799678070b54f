import type { ExternalAsking } from '../../history/external-history.ts'
import type { LeftTrigger } from '../../protocol/trigger.ts'
import type { Milliseconds } from '../../time/milliseconds.ts'

/** What the collector knows about a respondent, by this browser's clock. */
export interface CollectorAnswer {
  askings: ExternalAsking[]
  optOutUntil: Milliseconds | null
  waiting: LeftTrigger[]
}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields => !!value && typeof value === 'object'
const isText = (value: unknown): value is string => typeof value === 'string'

/** No calendar goes further, and nobody can have recorded an instant before 1970. */
const isInstant = (value: unknown): value is number =>
  typeof value === 'number' && value >= 0 && value <= 864e13

const outcomes = ['answered', 'dismissed', 'ignored']

const isAsking = (value: unknown): value is ExternalAsking =>
  isFields(value) && isText(value.survey) && isInstant(value.at) && outcomes.includes(`${value.outcome}`)

const isWaiting = (value: unknown): value is LeftTrigger =>
  isFields(value) &&
  isText(value.name) &&
  (value.ref === null || isText(value.ref)) &&
  isInstant(value.at) &&
  isFields(value.properties)

/**
 * Reads the answer to `POST /eligibility`; null if it is not one. The answer includes the collector's own time, so that
 * its instants can be converted to this browser's clock.
 */
export function readCollectorAnswer(text: string, now: Milliseconds): CollectorAnswer | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return null
  }
  if (!isFields(parsed) || !isInstant(parsed.now)) return null
  const { askings, waiting, optOutUntil } = parsed
  const ahead = now - parsed.now
  if (!Array.isArray(askings) || !askings.every(isAsking)) return null
  if (!Array.isArray(waiting) || !waiting.every(isWaiting)) return null
  if (optOutUntil !== null && !isInstant(optOutUntil)) return null
  const here = <Item extends { at: Milliseconds }>(item: Item): Item => ({ ...item, at: item.at + ahead })
  return {
    askings: askings.map(here),
    waiting: waiting.map(here),
    optOutUntil: optOutUntil === null ? null : optOutUntil + ahead,
  }
}
