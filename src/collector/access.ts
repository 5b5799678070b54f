import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { AuditKind } from '../report/api/audit.ts'
import { type Actor, mayDo, operatorActor, operatorId, type Role } from './actor.ts'
import { isSameOrigin } from './cross-origin.ts'
import type { Operator } from './operator.ts'
import { createFairQueue } from './people/fair-queue.ts'
import { hashPassword, isPassword, type PasswordCost, unfittingHash, usualCost } from './people/password.ts'
import { newSecret, operatorSessionId, sessionId } from './people/secrets.ts'
import { createRateLimit } from './rate-limit.ts'
import { audited } from './store/audit.ts'
import type { KnownMember } from './store/members.ts'
import type { PeopleStore } from './store/people-store.ts'

/** What the server knows about a request besides the request itself. */
export interface Visit {
  Bindings: {
    /** The client to count it for; null if no address is known. */
    client: string | null
    /** Whether it comes straight from a proxy that the operator trusts. */
    isFromProxy: boolean
    /** Identifies the request in the log. */
    id: string
    /** Cuts the connection it came by; null if there is none. */
    hangUp: (() => void) | null
  }
}

/**
 * Why a request is denied. 401: nobody is signed in, or the credentials are wrong; 403: it comes from another site's page,
 * or the role does not suffice; 429: too many failed attempts; 503: too many people are signing in at once.
 */
export interface AccessDenied {
  status: 401 | 403 | 429 | 503
  error: string
  /** The role needed, if somebody is signed in whose own does not suffice. */
  needed?: Role
  /** Seconds, with 429 and 503. */
  retryAfter?: number
}

/** Whether a request may go on: who sent it, or why not. */
export type Admission =
  | {
      ok: true
      actor: Actor
      /** The id of their session; null if the token, or a proxy, let them in. */
      session: string | null
    }
  | { ok: false; denied: AccessDenied }

/** What somebody has typed to sign in: the operator's token, or a name and a password. */
export type Typed = { token: string } | { name: string; password: string }

/** How a session began, for the audit. */
export type BegunBy = 'token' | 'password' | 'link'

/** Lets in the holder of the operator's token and the members of the team; nobody else. */
export interface Access {
  /** Who sent this request, if their role allows what `needed` does. */
  admit(context: Context<Visit>, needed: Role): Promise<Admission>
  /** Opens a session for somebody with the right credentials; null if that succeeded. */
  signIn(context: Context<Visit>, typed: Typed): Promise<AccessDenied | null>
  /** Opens the operator's session for somebody who followed the operator's sign-in link, which works once. */
  signInOnce(context: Context<Visit>, code: string): Promise<AccessDenied | null>
  /** Counts a failed attempt to open a session, such as a used link, and returns the denial. */
  refuse(context: Context<Visit>, error: string): AccessDenied
  /** Opens a session in this browser for a member who has proved who they are. */
  begin(context: Context<Visit>, member: Pick<Actor, 'id' | 'name'>, by: BegunBy): Promise<void>
  /** Checks a member's password; null if it is right. `password` null: they have none. */
  check(context: Context<Visit>, password: string | null, typed: string): Promise<AccessDenied | null>
  /** Hashes a password for storing, once it is this client's turn; null if too many are waiting. */
  hash(context: Context<Visit>, password: string): Promise<string | null>
  /** Ends this browser's session, here and on the server; null if that succeeded. */
  signOut(context: Context<Visit>): Promise<AccessDenied | null>
  /** Null if a change comes from the report's own pages, or from no page. */
  ownPage(context: Context<Visit>): AccessDenied | null
}

interface Setting {
  operator: Operator
  people: PeopleStore
  /** Milliseconds since 1970. */
  now: () => number
  /** Milliseconds since any moment, by a clock that nobody sets. */
  uptime: () => number
  /** The header in which a trusted proxy names the member; null: none. */
  userHeader?: string | null
  /** @default usualCost */
  passwordCost?: PasswordCost
}

/** With a hyphen, since the widget's cookies are `howlikely_` and any site's name. */
const cookie = 'howlikely-session'

/** Seconds that a session lasts. */
export const sessionLength = 7 * 24 * 60 * 60

/** Failed attempts a minute from one client; beyond that, wrong credentials are told to wait. The right ones never are. */
const mostWrong = 10

export function createAccess({
  operator,
  people,
  now,
  uptime,
  userHeader = null,
  passwordCost = usualCost,
}: Setting): Access {
  const wrong = createRateLimit(mostWrong)
  const queue = createFairQueue()
  const nobodys = unfittingHash(passwordCost)

  const isSuspect = ({ env: { client } }: Context<Visit>): boolean =>
    client !== null && wrong.wait(client, uptime()) > 0

  /** Counts a failure. Right credentials never get here, and are never counted. */
  const refuse = ({ env: { client } }: Context<Visit>, error: string): AccessDenied => {
    const seconds = client === null ? 0 : wrong.take(client, uptime())
    if (seconds === 0) return { status: 401, error }
    return {
      status: 429,
      error: `${error} That was too often; wait ${seconds} seconds.`,
      retryAfter: seconds,
    }
  }

  const tryToken = (context: Context<Visit>, token: string): AccessDenied | null =>
    operator.isToken(token.trim()) ? null : refuse(context, 'That is not this collector’s token.')

  /** Does something costly once it is this client's turn. */
  const inTurn = async <Result>(
    context: Context<Visit>,
    work: () => Promise<Result>,
  ): Promise<Result | null> => queue.run(context.env.client ?? '', isSuspect(context), work)

  const tryPassword = async (
    context: Context<Visit>,
    kept: string | null,
    typed: string,
    error: string,
  ): Promise<AccessDenied | null> => {
    const isRight = await inTurn(context, () => isPassword(typed, kept ?? nobodys))
    if (isRight === null) return busy
    return isRight && kept !== null ? null : refuse(context, error)
  }

  const begin: Access['begin'] = async (context, { id: member, name }, by) => {
    const [value, at] = [newSecret(), now()]
    const id = member === operatorId ? operatorSessionId(value, operator.token) : sessionId(value)
    await people.beginSession(
      { id, member, now: at, endsAt: at + sessionLength * 1000 },
      audited({ id: member, name }, 'signed-in', by, at),
    )
    setCookie(context, cookie, value, { ...cookieRules(context), maxAge: sessionLength })
  }

  const sessionIn = async (context: Context<Visit>) => {
    const value = getCookie(context, cookie)
    if (!value) return null
    const found = await people.sessionOf({
      ids: [sessionId(value), operatorSessionId(value, operator.token)],
      now: now(),
    })
    if (!found) return null
    const { id: session, member, name, role } = found
    return { actor: { id: member, name, role }, session }
  }

  /** The name that a trusted proxy gives; null if there is none, or anybody could have set the header. */
  const proxiesName = ({ env, req }: Context<Visit>): string | null =>
    userHeader !== null && env.isFromProxy ? req.header(userHeader)?.trim() || null : null

  /** Who is signed in, by a session or through a trusted proxy; null: nobody. */
  const whoIs = async (context: Context<Visit>): Promise<Admission | null> => {
    const signedIn = await sessionIn(context)
    const name = proxiesName(context)
    // The operator's session goes first, to repair what members who come through the proxy can't.
    if (name === null || signedIn?.actor.id === operatorId) return signedIn && { ok: true, ...signedIn }
    const member = await people.memberNamed(name)
    if (member) return { ok: true, actor: actorOf(member), session: null }
    const error = `Nobody of the team has the name by which you came. Ask a manager to invite you under that name.`
    return { ok: false, denied: { status: 403, error } }
  }

  return {
    async admit(context, needed) {
      const bearer = bearerOf(context.req.raw)
      if (bearer !== null) {
        const denied = tryToken(context, bearer)
        return denied ? { ok: false, denied } : { ok: true, actor: operatorActor, session: null }
      }
      const found = await whoIs(context)
      if (!found) return { ok: false, denied: signedOut }
      if (!found.ok) return found
      // The cookie is SameSite=Strict; this covers another service on the same site, and old browsers.
      if (context.req.method !== 'GET' && !isSameOrigin(context.req.raw))
        return { ok: false, denied: foreignPage }
      return mayDo(found.actor.role, needed) ? found : { ok: false, denied: notForRole(found.actor, needed) }
    },
    async signIn(context, typed) {
      if (!isSameOrigin(context.req.raw)) return foreignPage
      if ('token' in typed) {
        const denied = tryToken(context, typed.token)
        if (!denied) await begin(context, operatorActor, 'token')
        return denied
      }
      const member = await people.memberNamed(typed.name)
      const denied = await tryPassword(context, member?.password ?? null, typed.password, wrongPassword)
      if (!denied && member) await begin(context, member, 'password')
      return denied
    },
    async signInOnce(context, code) {
      // A request that only looks, such as a link preview, must not use it up.
      if (context.req.method !== 'GET' || !operator.useCode(code))
        return refuse(context, 'This link has been used, or the collector was started again since.')
      await begin(context, operatorActor, 'link')
      return null
    },
    refuse,
    begin,
    check: (context, password, typed) =>
      tryPassword(context, password, typed, 'That is not your present password.'),
    hash: (context, password) => inTurn(context, () => hashPassword(password, passwordCost)),
    async signOut(context) {
      if (!isSameOrigin(context.req.raw)) return foreignPage
      const found = await sessionIn(context)
      if (found) await end(found)
      deleteCookie(context, cookie, cookieRules(context))
      return null
    },
    ownPage: context => (isSameOrigin(context.req.raw) ? null : foreignPage),
  }

  async function end({ actor, session }: { actor: Actor; session: string }): Promise<void> {
    const what: AuditKind = 'signed-out'
    await people.endSessions({ member: actor.id, id: session }, audited(actor, what, '', now()))
  }
}

/** The token that a machine sends; null if none. */
export const bearerOf = ({ headers }: Request): string | null =>
  /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1]?.trim() ?? null

const wrongPassword = 'No member has this name and this password.'

const signedOut: AccessDenied = {
  status: 401,
  error:
    'This is for members who are signed in, or needs the operator’s token: Authorization: Bearer <token>.',
}

const foreignPage: AccessDenied = { status: 403, error: 'Only the report’s own pages may do this.' }

const busy: AccessDenied = {
  status: 503,
  error: 'Too many people are signing in just now. Try again in a moment.',
  retryAfter: 5,
}

/** The denial for somebody whose role does not suffice. */
export const notForRole = ({ name, role }: Actor, needed: Role): AccessDenied => ({
  status: 403,
  error: `This takes the role "${needed}", and ${name} has the role "${role}". A manager can change that.`,
  needed,
})

const actorOf = ({ id, name, role }: KnownMember): Actor => ({ id, name, role })

function cookieRules(context: Context) {
  const outside = context.req.header('x-forwarded-proto') ?? context.req.url
  const isSecure = outside.startsWith('https')
  return { path: '/', httpOnly: true, sameSite: 'Strict', secure: isSecure } as const
}
