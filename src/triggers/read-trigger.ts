import { ownOf } from '../options/own.ts'
import { keyOf } from '../protocol/key.ts'
import type { TriggerSource } from '../protocol/response.ts'
import type { Respondent, Scalar, Trigger } from '../protocol/trigger.ts'
import type { Milliseconds } from '../time/milliseconds.ts'

const maxTextLength = 500
const maxProperties = 20

const isObject = (value: unknown): value is Record<string, unknown> =>
  !!value && typeof value === 'object' && !Array.isArray(value)

/** A text that is present and not too long; numbers become texts, since some shops number their orders. */
const readText = (value: unknown): string | null => {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && text.trim() && text.length <= maxTextLength ? text.trim() : null
}

/** A finite number, or a text that is one in JavaScript's own notation. */
const readNumber = (value: unknown): number | null => {
  const number = Number(readText(value) ?? Number.NaN)
  return Number.isFinite(number) ? number : null
}

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string'
    ? value.length <= maxTextLength
    : typeof value === 'boolean' || Number.isFinite(value)

/** The flat fields that may be sent: at most 20 scalars, in their order; others are left out. */
function readScalars(fields: Record<string, unknown>, except: readonly string[]): Record<string, Scalar> {
  const entries = Object.entries(fields).filter(
    (entry): entry is [string, Scalar] =>
      !except.includes(entry[0]) && entry[0].length <= maxTextLength && isScalar(entry[1]),
  )
  return Object.fromEntries(entries.slice(0, maxProperties))
}

const ownFields = ['ref', 'value', 'currency', 'signature']

/** Reads a trigger's details, which anybody may have written. Unreadable details are left out; the trigger stays. */
export function readTrigger(raw: {
  name: string
  details: unknown
  source: TriggerSource
  at: Milliseconds
}): Trigger {
  const details = ownOf(isObject(raw.details) && raw.details)
  return {
    name: raw.name,
    ref: keyOf(readText(details.ref)),
    value: readNumber(details.value),
    currency: readText(details.currency),
    source: raw.source,
    at: raw.at,
    signature: readText(details.signature),
    // The tag's other attributes are options.
    properties: raw.source === 'tag' ? {} : readScalars(details, ownFields),
  }
}

/** Reads the argument of `identify`; null if it has no usable id. */
export function readRespondent(raw: unknown): Respondent | null {
  const { id: given, signature, since: from, traits } = ownOf(isObject(raw) && raw)
  const id = keyOf(readText(given))
  if (id === null) return null
  const since = readText(from)
  return {
    id,
    signature: readText(signature),
    since: since && !Number.isNaN(Date.parse(since)) ? since : null,
    traits: isObject(traits) ? readScalars(traits, []) : {},
  }
}

/** Two triggers of one name on a page within this time are one. */
const mergeWithin: Milliseconds = 10_000

/** Whether two reports came close enough together to be about one thing. */
export const isMergeable = (first: Pick<Trigger, 'at'>, second: Pick<Trigger, 'at'>): boolean =>
  Math.abs(second.at - first.at) < mergeWithin

/**
 * Two triggers of the same name within 10 s on one page are one, unless they have two different refs: many shops report a
 * purchase twice. Their fields are merged, and the one with an id wins; null if they are two.
 */
export function mergeTriggers(first: Trigger, second: Trigger): Trigger | null {
  if (
    first.name !== second.name ||
    !isMergeable(first, second) ||
    (first.ref && second.ref && first.ref !== second.ref)
  )
    return null
  const [base, other] = !first.ref && second.ref ? [second, first] : [first, second]
  return {
    ...base,
    at: first.at,
    value: base.value ?? other.value,
    currency: base.currency ?? other.currency,
    signature: base.signature ?? other.signature,
    properties: { ...other.properties, ...base.properties },
  }
}
