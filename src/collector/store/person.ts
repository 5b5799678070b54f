import { keyOf } from '../../protocol/key.ts'
import type { ResponseRecord } from '../../protocol/response.ts'

/** The ways to find what somebody answered, and what each of them means. */
export const waysToFind = {
  respondent: 'the id that your site gave with identify',
  email: 'the e-mail address that the visitor left',
  visitor: 'the visitor id, if the site keeps one',
  ref: 'the order or ticket number',
  id: 'the id of one response',
} as const

export type WayToFind = keyof typeof waysToFind

/** Somebody, as far as responses tell. */
export interface Person {
  by: WayToFind
  value: string
  /** Only what is of this site. @default every site */
  site?: string
}

/** Ids that each site gives for itself: the same one of another site is somebody else's. */
export const isPerSite = ({ by }: Person): boolean => by === 'respondent' || by === 'ref' || by === 'visitor'

/** What waits for a next visit knows no visitor, e-mail address or response. */
export const hasWaiting = (person: Person): person is Person & { by: 'respondent' | 'ref' } =>
  person.by === 'respondent' || person.by === 'ref'

/** Hardly any text has one, and looking takes less than replacing nothing. */
const mayBeUnstorable = /[\0\ud800-\udfff]/

/** A text as every database can keep it: with U+FFFD for U+0000 and for half a character. */
export const storable = (text: string): string =>
  mayBeUnstorable.test(text) ? text.replace(/\0|\p{Surrogate}/gu, '\uFFFD') : text

/** Nobody sees them, or types them: space of any kind, controls, and marks of direction and joining. */
const unseenEnds = /^[\s\p{Cc}\p{Cf}]+|[\s\p{Cc}\p{Cf}]+$/gu

/**
 * A ref, a respondent's or a visitor's id as the collector keeps, counts and finds it, everywhere: as {@link keyOf} has it, with
 * nothing unseen around it, and one spelling for letters that Unicode spells in several ways. Null where it is none.
 */
export function storedKey(text: string | null | undefined): string | null {
  const key = keyOf(text?.replace(unseenEnds, ''))
  return key === null ? null : storable(key).normalize()
}

/** E-mail addresses are one however they are capitalised. */
export const emailKey = (email: string): string =>
  storable(email.replace(unseenEnds, '')).toLowerCase().normalize()

/** What finds a record by the person who answered; null where it says nothing. */
export function personKeys({ respondent, visitor, contact }: ResponseRecord) {
  const email = contact?.email ?? null
  return {
    respondent: storedKey(respondent?.id),
    visitor: storedKey(visitor),
    email: email === null ? null : emailKey(email),
  }
}

/** The record without its e-mail address; all else stays as it came, fields that nobody knows included. */
export function withoutEmail(json: string): string {
  const record: unknown = JSON.parse(json)
  if (typeof record !== 'object' || record === null || !('contact' in record)) return json
  const { contact } = record
  if (typeof contact !== 'object' || contact === null) return json
  return JSON.stringify({ ...record, contact: { ...contact, email: null } })
}
