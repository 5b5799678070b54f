import { loginPage } from '../report/login-page.ts'
import type { TurnedAway } from './door.ts'
import { jsonResponse, pageResponse, privateHeaders } from './page-response.ts'

/** The form that asks for the token, for a person; with the `problem` that the last try had. */
export function signIn(turnedAway: TurnedAway, problem: string | null = null): Response {
  return pageResponse(loginPage({ problem }), turnedAway.status, headersOf(turnedAway))
}

/** The same for a program. */
export function turnedAwayData(turnedAway: TurnedAway): Response {
  const headers = { ...privateHeaders, ...headersOf(turnedAway) }
  return jsonResponse({ error: turnedAway.error }, turnedAway.status, headers)
}

function headersOf({ status, retryAfter }: TurnedAway): Record<string, string> {
  return {
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  }
}
