import { limits } from '../protocol/limits.ts'
import type { ResponseRecord } from '../protocol/response.ts'
import { toJson } from '../protocol/to-json.ts'

/** A response within its limits. `shortened` names the fields of which something was left out, with dots. */
export type FittedRecord = ResponseRecord & { shortened?: readonly string[] }

const encoder = new TextEncoder()

const isTooBig = (record: FittedRecord): boolean => encoder.encode(toJson(record)).length > limits.record

/** Cuts a text between two characters, never within one, and says so by its last. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

const cutOrNull = (text: string | null, most: number): string | null => text && cut(text, most)

/** An address that is too long, by ever less of it: without its query, then its origin alone. */
function shortAddress(address: string | null): string | null {
  if (address === null || address.length <= limits.url) return address
  const plain = address.split('?')[0] ?? ''
  if (plain.length <= limits.url) return plain
  return URL.canParse(address) ? new URL(address).origin : null
}

type Shorten = readonly [field: string, (record: FittedRecord) => FittedRecord]

/** Each field on its own: what must be shorter, whatever the whole comes to. */
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

/** What is left out, one after the other, where the whole is too big: what the visitor wrote goes last. */
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
 * A response of which no collector says that it is too long: an answer is worth more than the address of its page. Nothing
 * is changed that fits; what was shortened or left out is named in the record.
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
