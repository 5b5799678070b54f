import { loginPage } from '../report/login-page.ts'
import type { AccessDenied } from './operator-access.ts'
import { jsonResponse, pageResponse, privateHeaders } from './page-response.ts'

/** The form that asks for the token, for a person; with the `problem` that the last try had. */
export function signInPage(denied: AccessDenied, problem: string | null = null): Response {
  return pageResponse(loginPage({ problem }), denied.status, headersOf(denied))
}

/** The same for a program. */
export function deniedJson(denied: AccessDenied): Response {
  const headers = { ...privateHeaders, ...headersOf(denied) }
  return jsonResponse({ error: denied.error }, denied.status, headers)
}

function headersOf({ status, retryAfter }: AccessDenied): Record<string, string> {
  return {
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  }
}
