import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** Something that nobody guesses: a session's cookie, or the code of a link. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** What is kept of a session's cookie: who reads the store can sign in by none. */
export const sessionId = (cookie: string): string =>
  createHash('sha256').update(`session\n${cookie}`).digest('hex')

/** The same for the operator's: with another token no session of the one before is found. */
export const operatorSessionId = (cookie: string, token: string): string =>
  createHmac('sha256', token).update(`session\n${cookie}`).digest('hex')

/** What is kept of the code of a link. */
export const linkId = (code: string): string => createHash('sha256').update(`link\n${code}`).digest('hex')

/** Compares in a time that depends neither on where the texts differ nor on their lengths. */
export function isSame(first: string, second: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(first), digest(second))
}
