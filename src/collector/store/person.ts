import { keyOf } from '../../protocol/key.ts'
import type { ResponseRecord } from '../../protocol/response.ts'

/** The ways to find somebody's answers, and what each of them means. */
export const waysToFind = {
  respondent: 'the id that your site gave with identify',
  email: 'the e-mail address that the visitor left',
  visitor: 'the visitor id, if the site keeps one',
  ref: 'the order or ticket number',
  id: 'the id of one response',
} as const

export type WayToFind = keyof typeof waysToFind

/** A person, as far as responses identify one. */
export interface Person {
  by: WayToFind
  value: string
  /** Only this site's data. @default every site */
  site?: string
}

/** Whether each site assigns these ids itself: the same id on another site is somebody else's. */
export const isPerSite = ({ by }: Person): boolean => by === 'respondent' || by === 'ref' || by === 'visitor'

/** Only a respondent or a ref can have triggers waiting for a next visit; a visitor, an e-mail address or a response can't. */
export const hasWaiting = (person: Person): person is Person & { by: 'respondent' | 'ref' } =>
  person.by === 'respondent' || person.by === 'ref'

/** Hardly any text has one, and testing is faster than replacing nothing. */
const mayBeUnstorable = /[\0\ud800-\udfff]/

/** A text as every database can store it: with U+FFFD for U+0000 and for lone surrogates. */
export const storable = (text: string): string =>
  mayBeUnstorable.test(text) ? text.replace(/\0|\p{Surrogate}/gu, '\uFFFD') : text

/** Characters nobody sees or types: whitespace of any kind, control characters, and marks of direction and joining. */
const unseenEnds = /^[\s\p{Cc}\p{Cf}]+|[\s\p{Cc}\p{Cf}]+$/gu

/**
 * A ref, or the id of a respondent or visitor, as the collector stores, counts and finds it everywhere: as {@link keyOf}
 * returns it, with nothing invisible around it, and with one spelling for letters that Unicode spells in several ways. Null
 * if it is no key.
 */
export function storedKey(text: string | null | undefined): string | null {
  const key = keyOf(text?.replace(unseenEnds, ''))
  return key === null ? null : storable(key).normalize()
}

/** The form in which e-mail addresses are compared: capitalisation makes no difference. */
export const emailKey = (email: string): string =>
  storable(email.replace(unseenEnds, '')).toLowerCase().normalize()

/** The keys that find a record by the person who answered; null for those it lacks. */
export function personKeys({ respondent, visitor, contact }: ResponseRecord) {
  const email = contact?.email ?? null
  return {
    respondent: storedKey(respondent?.id),
    visitor: storedKey(visitor),
    email: email === null ? null : emailKey(email),
  }
}

/** The record without its e-mail address; everything else stays as it came, including unknown fields. */
export function withoutEmail(json: string): string {
  const record: unknown = JSON.parse(json)
  if (typeof record !== 'object' || record === null || !('contact' in record)) return json
  const { contact } = record
  if (typeof contact !== 'object' || contact === null) return json
  return JSON.stringify({ ...record, contact: { ...contact, email: null } })
}
