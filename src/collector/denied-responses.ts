import type { Context } from 'hono'
import { loginPage } from '../report/login-page.ts'
import { plainPage } from '../report/plain-page.ts'
import { languageOf } from '../report/words/language-of.ts'
import type { AccessDenied, Visit } from './access.ts'
import { jsonResponse, pageResponse, privateHeaders } from './page-response.ts'

/** What somebody came for, and what went wrong on the last try. */
interface SignIn {
  /** A URL of the report. */
  to: string
  problem?: string
  /** The name they tried to sign in with. */
  name?: string
  /** What they had typed into a form before finding their session ended, by field name. */
  typed?: Readonly<Record<string, string>>
  /** The browser's Accept-Language. */
  language?: string | undefined
}

/** The form for signing in, which leads on to the page requested; or why signing in would not help. */
export function signInPage(denied: AccessDenied, { language, ...rest }: SignIn): Response {
  const html =
    denied.needed === undefined
      ? loginPage({ ...rest, problem: rest.problem ?? null, language: languageOf(language) })
      : plainPage({ title: 'Not for your role', text: denied.error })
  return pageResponse(html, denied.status, headersOf(denied))
}

/** The page of the report that a form names; the report itself if it names none. */
export const reportAddress = (named: string | null): string =>
  named && /^\/report(\/data|\/reasons|\/(app|example)(\/[\w-]+)?)?(\?[\w\-=&.%+]*)?$/.test(named)
    ? named
    : '/report'

/** What a denied request was for. A form's submission continues on the page of the form. */
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
