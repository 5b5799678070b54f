import { isSame } from './people/secrets.ts'

/** What the operator lets themselves in by. */
export interface Operator {
  token: string
  isToken(candidate: string): boolean
  /** Whether it is the code of the sign-in link, which it then was for the last time. */
  useCode(candidate: string): boolean
}

/** @param signInCode opens one session in place of the token; null where there is no such link */
export function createOperator(token: string, signInCode: string | null = null): Operator {
  let code = signInCode
  return {
    token,
    isToken: candidate => isSame(candidate, token),
    useCode(candidate) {
      const isCode = code !== null && isSame(candidate, code)
      if (isCode) code = null
      return isCode
    },
  }
}
