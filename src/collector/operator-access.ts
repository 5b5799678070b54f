import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { type Actor, operatorActor, type Role } from './actor.ts'
import { isSameOrigin } from './cross-origin.ts'
import { type Operator, sessionLength } from './operator.ts'
import { createRateLimit } from './rate-limit.ts'

/** What the server knows of a request besides the request itself. */
export interface Visit {
  Bindings: {
    /** Who sends, for counting; null where no address is known. */
    client: string | null
    /** Names the request in the log. */
    id: string
    /** Cuts off the connection that it came by; null where it came by none. */
    hangUp: (() => void) | null
  }
}

/** Why a request is denied. 401: no token, or a wrong one; 403: another site's page; 429: too many wrong ones. */
export interface AccessDenied {
  status: 401 | 403 | 429
  error: string
  /** Seconds, with 429. */
  retryAfter?: number
}

/** Whether somebody may go on: who it is, or why not. */
export type Admission = { ok: true; actor: Actor } | { ok: false; denied: AccessDenied }

/** Lets the operator in, by the token or by a session, and nobody else. */
export interface OperatorAccess {
  /** Who this request comes from, if they may do what the role is needed for. */
  admit(context: Context<Visit>, needed: Role): Promise<Admission>
  /** Opens a session for somebody who typed the token; null where that succeeded. */
  signIn(context: Context<Visit>, typed: string): AccessDenied | null
  /** Opens a session for somebody who followed the sign-in link, which works once. */
  signInOnce(context: Context<Visit>, code: string): AccessDenied | null
  /** Ends this browser's session; null where that succeeded. */
  signOut(context: Context<Visit>): AccessDenied | null
}

/** With a hyphen, since the widget's cookies are `howlikely_` and any site's name. */
const cookie = 'howlikely-operator'

/** Wrong tokens a minute from one client. No token can be found by trying, and no log is to be filled with it. */
const maxWrongTokens = 10

export function createOperatorAccess(
  operator: Operator,
  now: () => number,
  uptime: () => number,
): OperatorAccess {
  const wrongTokens = createRateLimit(maxWrongTokens)

  const attempt = (
    { env: { client } }: Context<Visit>,
    isRight: () => boolean,
    error: string,
  ): AccessDenied | null => {
    const seconds = client === null ? 0 : wrongTokens.wait(client, uptime())
    if (seconds > 0) {
      return { status: 429, error: `Too many wrong tokens; wait ${seconds} seconds.`, retryAfter: seconds }
    }
    if (isRight()) return null
    if (client !== null) wrongTokens.take(client, uptime())
    return { status: 401, error }
  }

  const tryToken = (context: Context<Visit>, token: string) =>
    attempt(context, () => operator.isToken(token.trim()), 'That is not this collector’s token.')

  const openSession = (context: Context<Visit>) => {
    const rules = cookieRules(context)
    setCookie(context, cookie, operator.startSession(now()), { ...rules, maxAge: sessionLength })
  }

  const check = (context: Context<Visit>): AccessDenied | null => {
    const bearer = /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1]
    if (bearer !== undefined) return tryToken(context, bearer)
    if (!operator.isSession(getCookie(context, cookie) ?? '', now())) {
      return {
        status: 401,
        error: 'This needs the operator’s token: Authorization: Bearer <token>.',
      }
    }
    // The cookie is SameSite=Strict; this holds where another service shares the site, or a browser is old.
    return context.req.method === 'GET' || isSameOrigin(context.req.raw) ? null : foreignPage
  }

  return {
    async admit(context) {
      const denied = check(context)
      return denied ? { ok: false, denied } : { ok: true, actor: operatorActor }
    },
    signIn(context, typed) {
      if (!isSameOrigin(context.req.raw)) return foreignPage
      const denied = tryToken(context, typed)
      if (!denied) openSession(context)
      return denied
    },
    signInOnce(context, code) {
      // Who only asks whether it is there, as previews of links do, must not use it up.
      const isRight = () => context.req.method === 'GET' && operator.useCode(code)
      const denied = attempt(
        context,
        isRight,
        'This link has been used, or the collector was started again since.',
      )
      if (!denied) openSession(context)
      return denied
    },
    signOut(context) {
      if (!isSameOrigin(context.req.raw)) return foreignPage
      deleteCookie(context, cookie, cookieRules(context))
      return null
    },
  }
}

const foreignPage: AccessDenied = { status: 403, error: 'Only the report’s own pages may do this.' }

function cookieRules(context: Context) {
  const outside = context.req.header('x-forwarded-proto') ?? context.req.url
  const isSecure = outside.startsWith('https')
  return { path: '/', httpOnly: true, sameSite: 'Strict', secure: isSecure } as const
}
