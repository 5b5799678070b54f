import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** An unguessable text: a session's cookie, or the code of a link. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is stored of a session's cookie, so that reading the store lets nobody sign in. */
export const sessionId = (cookie: string): string =>
  createHash('sha256').update(`session\n${cookie}`).digest('hex')

/** The same for the operator's cookie: changing the token ends the sessions begun with the old one. */
export const operatorSessionId = (cookie: string, token: string): string =>
  createHmac('sha256', token).update(`session\n${cookie}`).digest('hex')

/** What is stored of the code of a link. */
export const linkId = (code: string): string => createHash('sha256').update(`link\n${code}`).digest('hex')

/** Compares in a time that depends neither on where the texts differ nor on their lengths. */
export function isSame(first: string, second: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(first), digest(second))
}
