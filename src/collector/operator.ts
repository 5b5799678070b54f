import { isSame } from './people/secrets.ts'

/** The operator's credentials. */
export interface Operator {
  token: string
  isToken(candidate: string): boolean
  /** Whether it is the code of the sign-in link; if so, the code stops working. */
  useCode(candidate: string): boolean
}

/** @param signInCode opens one session without the token; null if there is no such link */
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
