import type { RawTrigger } from '../decision/page-context.ts'
import type { Problem } from '../options/settings.ts'
import { toJson } from '../protocol/to-json.ts'
import { readTrigger } from '../triggers/read-trigger.ts'

const allowed = {
  ref: 'a text of at most 500 characters, or a number, and no placeholder such as "undefined"',
  value: 'a number, or a text that is one in JavaScript’s notation, such as "59.90"',
  currency: 'a text such as "EUR"',
  signature: 'a text of at most 500 characters',
} as const

/** Sources through which the shop's own code reports orders, with all their details. */
const tellsMore: readonly string[] = ['ga4', 'ua', 'segment', 'matomo']

const isGiven = (value: unknown) => value !== undefined && value !== null && value !== ''

const shown = (value: unknown): string => {
  try {
    return toJson(value)?.slice(0, 100) ?? typeof value
  } catch {
    return typeof value // It holds itself, or its getters throw.
  }
}

/** The details of a trigger that could not be used, and why; the trigger itself counts. */
export function droppedDetails(raw: RawTrigger): Problem[] {
  // A value that is no object has no fields, only characters or indices.
  const isObject = raw.details === Object(raw.details) && !Array.isArray(raw.details)
  const { ref, value, currency, signature, ...properties } = isObject ? Object(raw.details) : {}
  const fields = { ref, value, currency, signature }
  const read = readTrigger(raw)
  const heard = `the trigger "${raw.name}" of ${raw.source}`
  const problem = (option: string, found: string | null, allowed: string, message: string): Problem => ({
    code: 'dropped-detail',
    option,
    found,
    allowed,
    message: `${heard} ${message}`,
  })
  const names = ['ref', 'value', 'currency', 'signature'] as const
  const formless =
    isObject || !isGiven(raw.details)
      ? []
      : [
          problem(
            'details',
            shown(raw.details),
            'an object such as { ref: "A-1042" }',
            `came with ${shown(raw.details)} as details, which are left out: they must be an object such as { ref: "A-1042" }.`,
          ),
        ]
  const wrong = names.flatMap(name =>
    isGiven(fields[name]) && read[name] === null
      ? problem(
          name,
          shown(fields[name]),
          allowed[name],
          `came with the ${name} ${shown(fields[name])}, which is left out: it must be ${allowed[name]}.`,
        )
      : [],
  )
  // The tag's other attributes are options.
  const told = raw.source === 'tag' ? {} : properties
  const others = Object.keys(told).flatMap(name =>
    isGiven(properties[name]) && !(name in read.properties)
      ? problem(
          name,
          shown(properties[name]),
          'one of at most 20 flat values',
          `came with "${name}", which is left out: besides the known fields it may carry at most 20 flat values.`,
        )
      : [],
  )
  const isNameless = ['checkout', 'support'].includes(raw.name) && read.ref === null && !isGiven(ref)
  const isBare = tellsMore.includes(raw.source) && !isGiven(value) && !isGiven(currency)
  const came = isBare
    ? 'came without a ref, a value or a currency (was it in another place than documented, perhaps in a list?)'
    : 'came without a ref'
  const nameless = isNameless
    ? [
        problem(
          'ref',
          null,
          allowed.ref,
          `${came}: a reloaded page cannot be told from a new purchase or conversation.`,
        ),
      ]
    : []
  return [...formless, ...wrong, ...others, ...nameless]
}
