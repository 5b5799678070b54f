import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Who may read the report: somebody who knows the token, or has shown it in the last week. */
export interface Operator {
  isToken(candidate: string): boolean
  /** Whether it is the code of the sign-in link, which it then was for the last time. */
  useCode(candidate: string): boolean
  /** A session's cookie value; it says nothing about the token. */
  startSession(now: number): string
  isSession(candidate: string, now: number): boolean
}

/** Seconds for which a session lasts. */
export const sessionLength = 7 * 24 * 60 * 60

/**
 * A session is its own end, signed with the token: nothing is stored, and a new token ends every session.
 *
 * @param signInCode opens one session in place of the token; null where there is no such link
 */
export function createOperator(token: string, signInCode: string | null = null): Operator {
  let code = signInCode

  const sessionEndingAt = (end: string) =>
    `${end}.${createHmac('sha256', token).update(`session\n${end}`).digest('base64url')}`

  return {
    isToken: candidate => isSame(candidate, token),
    useCode(candidate) {
      const isCode = code !== null && isSame(candidate, code)
      if (isCode) code = null
      return isCode
    },
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
