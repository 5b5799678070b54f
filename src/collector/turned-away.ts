import type { TurnedAway } from './door.ts'
import { jsonResponse, privateHeaders } from './page-response.ts'

/** The headers of an answer to somebody who is not the operator. */
export function turnedAwayHeaders({ status, retryAfter }: Pick<TurnedAway, 'status' | 'retryAfter'>) {
  return {
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  }
}

/** The same for a program. */
export function turnedAwayData(turnedAway: TurnedAway): Response {
  const headers = { ...privateHeaders, ...turnedAwayHeaders(turnedAway) }
  return jsonResponse({ error: turnedAway.error }, turnedAway.status, headers)
}
