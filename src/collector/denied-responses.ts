import type { Context } from 'hono'
import { loginPage } from '../report/login-page.ts'
import type { AccessDenied } from './operator-access.ts'
import { jsonResponse, pageResponse, privateHeaders } from './page-response.ts'

/** What somebody came for, and the problem that the last try had. */
interface SignIn {
  /** An address of the report. */
  to: string
  problem?: string
}

/** The form that asks for the token, for a person, and leads on to where it was asked for. */
export function signInPage(denied: AccessDenied, { to, problem }: SignIn): Response {
  return pageResponse(loginPage({ to, problem: problem ?? null }), denied.status, headersOf(denied))
}

/** The page of the report that a form names; the report itself where it names none. */
export const reportAddress = (named: string | null): string =>
  named && /^\/report(\/data|\/reasons|\/(app|example)(\/\w+)?)?(\?[\w\-=&.%+]*)?$/.test(named)
    ? named
    : '/report'

/** What a request that was denied was for. What a form would have sent is not kept: there its page is. */
export function wanted({ req }: Context): SignIn {
  const { pathname, search } = new URL(req.url)
  return { to: reportAddress(req.method === 'GET' ? pathname + search : '/report/data') }
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
