import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { AuditKind } from '../report/api/audit.ts'
import { type Actor, mayDo, operatorActor, operatorId, type Role } from './actor.ts'
import { isSameOrigin } from './cross-origin.ts'
import type { Operator } from './operator.ts'
import { hashPassword, isPassword, type PasswordCost, unfittingHash, usualCost } from './people/password.ts'
import { newSecret, operatorSessionId, sessionId } from './people/secrets.ts'
import { createTurnstile } from './people/turnstile.ts'
import { createRateLimit } from './rate-limit.ts'
import { audited } from './store/audit.ts'
import type { KnownMember } from './store/members.ts'
import type { PeopleStore } from './store/people-store.ts'

/** What the server knows of a request besides the request itself. */
export interface Visit {
  Bindings: {
    /** Who sends, for counting; null where no address is known. */
    client: string | null
    /** Whether it comes straight from a proxy that the operator trusts. */
    isFromProxy: boolean
    /** Names the request in the log. */
    id: string
    /** Cuts off the connection that it came by; null where it came by none. */
    hangUp: (() => void) | null
  }
}

/**
 * Why a request is denied. 401: nobody is signed in, or by something wrong; 403: another site's page, or a role that does not
 * suffice; 429: something wrong, too often; 503: too many sign in at once.
 */
export interface AccessDenied {
  status: 401 | 403 | 429 | 503
  error: string
  /** The role that it needs, where somebody is signed in whose own does not suffice. */
  needed?: Role
  /** Seconds, with 429 and 503. */
  retryAfter?: number
}

/** Whether somebody may go on: who it is, or why not. */
export type Admission =
  | {
      ok: true
      actor: Actor
      /** The id of their session; null where the token, or a proxy, let them in. */
      session: string | null
    }
  | { ok: false; denied: AccessDenied }

/** What somebody has typed to sign in: the operator's token, or a name and a password. */
export type Typed = { token: string } | { name: string; password: string }

/** How a session began, as the audit has it. */
export type BegunBy = 'token' | 'password' | 'link'

/** Lets in who holds the operator's token, and members of the team; nobody else. */
export interface OperatorAccess {
  /** Who this request comes from, if they may do what the role is needed for. */
  admit(context: Context<Visit>, needed: Role): Promise<Admission>
  /** Opens a session for somebody who typed the right thing; null where that succeeded. */
  signIn(context: Context<Visit>, typed: Typed): Promise<AccessDenied | null>
  /** Opens the operator's session for somebody who followed the operator's sign-in link, which works once. */
  signInOnce(context: Context<Visit>, code: string): Promise<AccessDenied | null>
  /** Counts something wrong that was to open a session, such as a used link; what to answer. */
  refuse(context: Context<Visit>, error: string): AccessDenied
  /** Opens a session for a member who has shown who they are, in this browser. */
  begin(context: Context<Visit>, member: Pick<Actor, 'id' | 'name'>, by: BegunBy): Promise<void>
  /** Whether this is a member's password; null where it is. `password` null: they have none. */
  check(context: Context<Visit>, password: string | null, typed: string): Promise<AccessDenied | null>
  /** A password as it is to be kept, once it is its turn; null where too many wait. */
  hash(context: Context<Visit>, password: string): Promise<string | null>
  /** Ends this browser's session, here and on the server; null where that succeeded. */
  signOut(context: Context<Visit>): Promise<AccessDenied | null>
  /** Null where a change comes from the report's own pages, or from no page. */
  ownPage(context: Context<Visit>): AccessDenied | null
}

interface Setting {
  operator: Operator
  people: PeopleStore
  /** Milliseconds since 1970. */
  now: () => number
  /** Milliseconds since any moment, by a clock that nobody sets. */
  uptime: () => number
  /** The header in which a trusted proxy names the member; null: none does. */
  userHeader?: string | null
  /** @default usualCost */
  passwordCost?: PasswordCost
}

/** With a hyphen, since the widget's cookies are `howlikely_` and any site's name. */
const cookie = 'howlikely-session'

/** Seconds for which a session lasts. */
export const sessionLength = 7 * 24 * 60 * 60

/** Wrong ones a minute from one client; beyond, wrong ones are told to wait. The right one never is. */
const mostWrong = 10

export function createOperatorAccess({
  operator,
  people,
  now,
  uptime,
  userHeader = null,
  passwordCost = usualCost,
}: Setting): OperatorAccess {
  const wrong = createRateLimit(mostWrong)
  const turnstile = createTurnstile()
  const nobodys = unfittingHash(passwordCost)

  const isSuspect = ({ env: { client } }: Context<Visit>): boolean =>
    client !== null && wrong.wait(client, uptime()) > 0

  /** Counts what was wrong. What was right is never counted, and never gets here. */
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
  ): Promise<Result | null> => turnstile.pass(context.env.client ?? '', isSuspect(context), work)

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

  const begin: OperatorAccess['begin'] = async (context, { id: member, name }, by) => {
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

  /** The name that a trusted proxy gives; null: there is none, or the header is anybody's. */
  const proxiesName = ({ env, req }: Context<Visit>): string | null =>
    userHeader !== null && env.isFromProxy ? req.header(userHeader)?.trim() || null : null

  /** Who is signed in, by a session or by a trusted proxy; null: nobody. */
  const whoIs = async (context: Context<Visit>): Promise<Admission | null> => {
    const signedIn = await sessionIn(context)
    const name = proxiesName(context)
    // The operator repairs what the proxy's members can't.
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
      // The cookie is SameSite=Strict; this holds where another service shares the site, or a browser is old.
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
      // Who only asks whether it is there, as previews of links do, must not use it up.
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

/** The token that a machine sends along; null: none. */
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

/** What somebody is told whose role does not suffice. */
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
