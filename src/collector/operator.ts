import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Who may read the report: somebody who knows the token, or has shown it in the last week. */
export interface Operator {
  isToken(candidate: string): boolean
  /** A session's cookie value; it says nothing about the token. */
  startSession(now: number): string
  isSession(candidate: string, now: number): boolean
}

/** Seconds for which a session lasts. */
export const sessionLength = 7 * 24 * 60 * 60

/** A session is its own end, signed with the token: nothing is stored, and a new token ends every session. */
export function createOperator(token: string): Operator {
  const sessionEndingAt = (end: string) =>
    `${end}.${createHmac('sha256', token).update(`session\n${end}`).digest('base64url')}`

  return {
    isToken: candidate => isSame(candidate, token),
    startSession: now => sessionEndingAt(String(Math.floor(now / 1000) + sessionLength)),
    isSession(candidate, now) {
      const end = candidate.split('.')[0] ?? ''
      return isSame(candidate, sessionEndingAt(end)) && Number(end) * 1000 > now
    },
  }
}

/** Compares in a time that depends neither on where the texts differ nor on their lengths. */
function isSame(first: string, second: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(first), digest(second))
}
