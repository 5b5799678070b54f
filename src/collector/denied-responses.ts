import type { Context } from 'hono'
import { loginPage } from '../report/login-page.ts'
import { plainPage } from '../report/plain-page.ts'
import { languageOf } from '../report/words/language-of.ts'
import type { AccessDenied, Visit } from './operator-access.ts'
import { jsonResponse, pageResponse, privateHeaders } from './page-response.ts'

/** What somebody came for, and the problem that the last try had. */
interface SignIn {
  /** An address of the report. */
  to: string
  problem?: string
  /** By which they tried to sign in. */
  name?: string
  /** What they had typed into a form whose session had ended, by the names of its fields. */
  typed?: Readonly<Record<string, string>>
  /** As the browser would have it: Accept-Language. */
  language?: string | undefined
}

/** The form that asks who somebody is, and leads on to where that was asked for; or why signing in would not help. */
export function signInPage(denied: AccessDenied, { language, ...rest }: SignIn): Response {
  const html =
    denied.needed === undefined
      ? loginPage({ ...rest, problem: rest.problem ?? null, language: languageOf(language) })
      : plainPage({ title: 'Not for your role', text: denied.error })
  return pageResponse(html, denied.status, headersOf(denied))
}

/** The page of the report that a form names; the report itself where it names none. */
export const reportAddress = (named: string | null): string =>
  named && /^\/report(\/data|\/reasons|\/(app|example)(\/[\w-]+)?)?(\?[\w\-=&.%+]*)?$/.test(named)
    ? named
    : '/report'

/** What a request that was denied was for. Of what a form would have sent, its page is where it goes on. */
export function wanted({ req }: Context<Visit>): SignIn {
  const { pathname, search } = new URL(req.url)
  return {
    to: reportAddress(req.method === 'GET' ? pathname + search : '/report/data'),
    language: req.header('accept-language'),
  }
}

/** The same for a program. */
export function deniedJson(denied: AccessDenied): Response {
  const { error, needed } = denied
  const headers = { ...privateHeaders, ...headersOf(denied) }
  return jsonResponse({ error, ...(needed && { needed }) }, denied.status, headers)
}

function headersOf({ status, retryAfter }: AccessDenied): Record<string, string> {
  return {
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  }
}
