import { limits } from '../protocol/limits.ts'
import type { ResponseRecord } from '../protocol/response.ts'
import { toJson } from '../protocol/to-json.ts'

/** A response within its limits. `shortened` gives the paths, with dots, of fields that were cut or left out. */
export type FittedRecord = ResponseRecord & { shortened?: readonly string[] }

const encoder = new TextEncoder()

const isTooBig = (record: FittedRecord): boolean => encoder.encode(toJson(record)).length > limits.record

/** Cuts a text between two characters, never within one, and marks the cut with its last character. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

const cutOrNull = (text: string | null, most: number): string | null => text && cut(text, most)

/** Shortens an address that is too long step by step: first without its query, then to its origin alone. */
function shortAddress(address: string | null): string | null {
  if (address === null || address.length <= limits.url) return address
  const plain = address.split('?')[0] ?? ''
  if (plain.length <= limits.url) return plain
  return URL.canParse(address) ? new URL(address).origin : null
}

type Shorten = readonly [field: string, (record: FittedRecord) => FittedRecord]

/** Limits on single fields, whatever the size of the whole. */
const tooLong: readonly Shorten[] = [
  ['question', record => ({ ...record, question: cut(record.question, limits.text) })],
  [
    'reasonQuestion',
    record => ({ ...record, reasonQuestion: cutOrNull(record.reasonQuestion, limits.text) }),
  ],
  ['page.url', record => ({ ...record, page: { ...record.page, url: shortAddress(record.page.url) } })],
  [
    'page.referrer',
    record => ({ ...record, page: { ...record.page, referrer: shortAddress(record.page.referrer) } }),
  ],
]

/** What is left out, step by step, if the whole is too big: the visitor's own words go last. */
const tooMuch: readonly Shorten[] = [
  ['notAsked', ({ notAsked: _, ...record }) => record],
  ['trigger.properties', record => ({ ...record, trigger: { ...record.trigger, properties: {} } })],
  [
    'respondent.traits',
    ({ respondent, ...record }) => ({ ...record, respondent: respondent && { ...respondent, traits: {} } }),
  ],
  ['page.referrer', record => ({ ...record, page: { ...record.page, referrer: null } })],
  ['page.url', record => ({ ...record, page: { ...record.page, url: null } })],
  ['reason', record => ({ ...record, reason: cutOrNull(record.reason, limits.reason / 2) })],
]

/**
 * Shortens a response so that no collector can refuse it as too long: an answer is worth more than the address of its
 * page. Parts that fit stay unchanged; the record names what was shortened or left out.
 */
export function fitRecord(record: ResponseRecord): FittedRecord {
  const shortened: string[] = []
  const noted = (fitted: ResponseRecord): FittedRecord =>
    shortened.length ? { ...fitted, shortened } : fitted
  const apply = (fitted: ResponseRecord, [field, shorten]: Shorten): ResponseRecord => {
    const shorter = shorten(fitted)
    if (toJson(shorter) === toJson(fitted)) return fitted
    if (!shortened.includes(field)) shortened.push(field)
    return shorter
  }
  let fitted = tooLong.reduce(apply, record)
  for (const last of tooMuch) if (isTooBig(noted(fitted))) fitted = apply(fitted, last)
  return noted(fitted)
}
