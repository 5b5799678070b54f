import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** A message as it came. */
export interface RawMessage {
  /** The URL the sender used, as far as the request says. */
  url: string
  headers: Headers
  body: Uint8Array
}

/**
 * Whether a message comes from somebody who has the secret and, if the vendor signs the time, is recent.
 * @param now milliseconds since 1970
 */
export type Proof = (message: RawMessage, secret: string, now: number) => boolean

/** Milliseconds by which a signed instant may be off, in either direction. */
export const longestDelay = 5 * 60_000

interface Signing {
  /** The header with the signature. */
  header: string
  algorithm: 'sha1' | 'sha256'
  encoding: 'hex' | 'base64'
  /** Before the signature itself. @default nothing */
  prefix?: string
  /** The header with the time, which is signed too. @default none */
  timestamp?: string
  /** The texts that may have been signed before and after the body. @default the body alone */
  around?: (timestamp: string, message: RawMessage) => readonly (readonly [before: string, after: string])[]
}

/** Proves by an HMAC over the body and what the vendor puts around it. */
export function signed({ header, algorithm, encoding, prefix = '', timestamp, around }: Signing): Proof {
  return (message, secret, now) => {
    const given = message.headers.get(header)?.trim() ?? ''
    const at = timestamp === undefined ? '' : (message.headers.get(timestamp)?.trim() ?? '')
    if (timestamp !== undefined && !isFresh(at, now)) return false
    const texts = around?.(at, message) ?? [['', '']]
    return texts.some(([before, after]) => {
      const mac = createHmac(algorithm, secret).update(before).update(message.body).update(after)
      return isSame(given, prefix + mac.digest(encoding))
    })
  }
}

/** Proves by the secret itself: as `Authorization: Bearer …`, or as `key` in the URL. */
export const keyed: Proof = ({ url, headers }, secret) => {
  const bearer = /^Bearer +(\S.*)$/i.exec(headers.get('authorization') ?? '')?.[1]?.trim()
  const given = bearer ?? new URL(url).searchParams.get('key')
  return given !== null && isSame(given, secret)
}

/** Proves by the signature if there is one, else by the secret. */
export const signedOrKeyed = (header: string, proof: Proof): Proof => {
  return (message, secret, now) => (message.headers.has(header) ? proof : keyed)(message, secret, now)
}

/** Whether an instant, in ISO or in seconds or milliseconds since 1970, is recent. */
function isFresh(text: string, now: number): boolean {
  const number = /^\d{1,16}$/.test(text) ? Number(text) : null
  const at = number === null ? Date.parse(text) : number < 1e11 ? number * 1000 : number
  return Math.abs(now - at) <= longestDelay
}

/** Takes the same time wherever they differ. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}
