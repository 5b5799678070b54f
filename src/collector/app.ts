import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { plainPage } from '../report/plain-page.ts'
import { bearerOf, createAccess, type Visit } from './access.ts'
import { alertRoutes, type SendingLimits } from './alert-routes.ts'
import { appRoutes } from './app-routes.ts'
import { type BrowserFiles, fileResponse } from './browser-files.ts'
import { clientOf, noProxies, type TrustedProxies } from './client.ts'
import { type AllowedOrigins, crossOriginHeaders, isOriginAllowed } from './cross-origin.ts'
import { dataRoutes } from './data-routes.ts'
import { deniedJson } from './denied-responses.ts'
import { hookRoutes } from './hooks/hook-routes.ts'
import type { Hook } from './hooks/hooks.ts'
import { createIngest } from './ingest.ts'
import { earliestNow } from './judge-clock.ts'
import { createMetrics, type Metrics, routeOf } from './metrics.ts'
import { noteRoutes } from './note-routes.ts'
import { createOperator, type Operator } from './operator.ts'
import { jsonResponse, pageResponse, privateHeaders } from './page-response.ts'
import { joinRoutes } from './people/join-routes.ts'
import type { PasswordCost } from './people/password.ts'
import { peopleRoutes } from './people/people-routes.ts'
import { createRateLimit } from './rate-limit.ts'
import { reportRoutes } from './report-routes.ts'
import { respondentRoutes } from './respondent-routes.ts'
import { responseRoutes, tooMany } from './response-routes.ts'
import { createSignatureCheck } from './signature-check.ts'
import { type Store, StoreUnavailable } from './store/store.ts'
import { surveyRoutes } from './survey-routes.ts'

export interface CollectorOptions {
  store: Store
  /** Milliseconds since 1970. */
  now: () => number
  /**
   * Milliseconds since any moment, by a clock that nobody sets. Limits use it; otherwise correcting a wrong clock could
   * make everybody wait for years.
   * @default the process's clock
   */
  uptime?: () => number
  /** The operator's token, which opens the report. */
  token: string
  /** Opens one session without the token, through the link `/login?code=…`. @default none */
  signInCode?: string | null
  /** The secret that signatures are made with, at least 32 characters. @default none, which leaves everything unverified */
  signingSecret?: string
  /** The domain shared by pages and collector, such as "shop.example", whose cookie remembers outcomes. @default none */
  cookieDomain?: string | null
  /** @default 'any' */
  allowedOrigins?: AllowedOrigins
  /** The proxies whose `X-Forwarded-For` is trusted. @default none */
  trustedProxies?: TrustedProxies
  /** The header in which a trusted proxy names the member making the request. @default none */
  trustedUserHeader?: string | null
  /** What checking a password costs. @default a quarter of a second and 32 MiB */
  passwordCost?: PasswordCost
  /** Messages a minute from one client, if `fetch` is given addresses; null: unlimited. @default null */
  rateLimit?: number | null
  /** The help desks whose web hooks are accepted. @default none */
  hooks?: readonly Hook[]
  /** What can be sent to the team, and where. @default neither mail nor anything within the own network */
  sending?: SendingLimits
  /** Called when messages to the team may be due. @default nothing: the sender checks by itself */
  onMessages?: () => void
  /** The widget's files. @default none are served */
  browserFiles?: BrowserFiles
  /** The built files of the report's application. @default none, which leaves the plain report */
  reportFiles?: BrowserFiles
  /** A store of made-up answers that the report offers for a look, opened on the first one. @default none */
  exampleStore?: () => Promise<Store>
  /** The report's style sheet. @default none, which leaves the report plain */
  styles?: string
  /** Called with what the operator should know, one sentence at a time. @default nothing */
  log?: (sentence: string, details?: LogDetails) => void
  /** Whether to log each request as well. @default false */
  logsRequests?: boolean
  /** @default metrics of its own, without those of the process */
  metrics?: Metrics
}

/** Details logged along with a sentence: nothing that a visitor sent. */
export type LogDetails = Readonly<Record<string, string | number>>

export interface Collector {
  /**
   * Answers any request; never throws. `connection` is the address it comes from; without it nobody is rate-limited.
   * `hangUp` cuts the connection if a response fails half-way; without it the response's stream fails.
   */
  fetch(request: Request, connection?: string, hangUp?: () => void): Promise<Response>
  /** Every route it serves, spelled as in Hono, except those that all requests pass through. */
  routes: readonly { method: string; path: string }[]
  /**
   * From now on it reports that it is not ready, so that no more requests are sent to it; those that arrive anyway are
   * answered.
   */
  leave(): void
  /** Resolves when every accepted response is stored, or could not be. */
  drain(): Promise<void>
}

/** Milliseconds; after that, traffic may come again and show whether storing still fails. */
const failureHolds = 30_000

/** The collector, from request to response; it knows nothing of ports and processes. */
export function createCollector(options: CollectorOptions): Collector {
  const { uptime = () => performance.now() } = options
  const { store, now, token, allowedOrigins = 'any', browserFiles, styles = '', log = () => {} } = options
  const {
    trustedProxies = noProxies,
    rateLimit = null,
    signingSecret = null,
    cookieDomain = null,
    signInCode = null,
    reportFiles = null,
    exampleStore = null,
    hooks = [],
    sending = { canMail: false, toPrivate: false },
    onMessages = () => {},
    trustedUserHeader = null,
    passwordCost,
  } = options
  const signatureCheck = createSignatureCheck(signingSecret, store)
  const messages = rateLimit === null ? null : createRateLimit(rateLimit)
  const operator = createOperator(token, signInCode)
  const access = createAccess({
    operator,
    people: store.people,
    now,
    uptime,
    userHeader: trustedUserHeader,
    ...(passwordCost && { passwordCost }),
  })
  const { metrics = createMetrics(), logsRequests = false } = options
  let isLeaving = false
  let failedAt = Number.NEGATIVE_INFINITY
  const timed = {
    async saveAll(batch: Parameters<Store['saveAll']>[0]) {
      const saved = await metrics.storing(() => store.saveAll(batch))
      if (saved.raised) onMessages()
      return saved
    },
  }
  const ingest = createIngest(timed, error => {
    failedAt = error === null ? Number.NEGATIVE_INFINITY : uptime()
    log(
      error === null
        ? 'Responses are being stored again.'
        : `Responses cannot be stored: ${messageOf(error)}.`,
    )
  })

  metrics.watchQueue(ingest.waiting)
  metrics.watchOutgoing(store.countWaiting)
  metrics.watchLag(store.rollupLag)

  const limit = (client: string | null) => (client === null ? 0 : (messages?.take(client, uptime()) ?? 0))
  const app = new Hono<Visit>()
    .use(async ({ req: { raw }, env: { client } }, next) => {
      const counted = raw.method === 'POST' && client !== null && !isTeams(raw) && !isOperators(raw, operator)
      const seconds = counted ? limit(client) : 0
      return seconds > 0 ? tooManyAnswer(raw, seconds, allowedOrigins) : next()
    })
    .on('POST', ['/responses', '/triggers', '/hooks/*'], async ({ req: { raw } }, next) =>
      now() < earliestNow ? clockIsWrong(raw, allowedOrigins) : next(),
    )
    .get('/healthz', context => context.text('ok'))
    .get('/metrics', async context => {
      const admission = await access.admit(context, 'manage')
      if (!admission.ok) return deniedJson(admission.denied)
      return new Response(await metrics.text(), {
        headers: { ...privateHeaders, 'content-type': metrics.contentType },
      })
    })
    .get('/readyz', async ({ req }) => {
      if (isLeaving) return fault(req.raw, 503, 'Not ready', 'It is about to stop.')
      if (now() < earliestNow) return fault(req.raw, 503, 'Not ready', 'Its clock is wrong.')
      await store.check()
      // A full disk shows only when something is stored, so the last failure counts for a while.
      return uptime() < failedAt + failureHolds
        ? fault(req.raw, 503, 'Not ready', 'The last response could not be stored.')
        : new Response('ready')
    })
    .route('/', responseRoutes({ ingest, signatureCheck, allowedOrigins, cookieDomain, limit, now }))
    .route('/', respondentRoutes({ store, signatureCheck, access, allowedOrigins, now }))
    .route('/', hookRoutes({ store, hooks, now }))
    .route('/', peopleRoutes({ people: store.people, access, now }))
    .route('/', joinRoutes({ people: store.people, access, now }))
    .route('/', dataRoutes({ store, access, now, log }))
    .route('/', surveyRoutes({ store, exampleStore, access, now }))
    .route('/', alertRoutes({ store, access, limits: sending, wake: onMessages, now }))
    .route('/', noteRoutes({ store, exampleStore, access, now }))
    .route('/', appRoutes({ store, exampleStore, access, reportFiles, now }))
    .route('/', reportRoutes({ store, access, styles, now }))
    .get('/*', async ({ req }) => {
      const path = req.path.slice(1)
      const file = await browserFiles?.(path)
      return file ? fileResponse(req.raw, path, file) : notFound(req.raw)
    })
    .notFound(({ req }) => notFound(req.raw))

  app.onError((error, { req, env }) => {
    const isUnavailable = error instanceof StoreUnavailable
    if (!isUnavailable)
      log(`${req.method} ${routeOf(req.path)} failed.`, { request: env.id, ...traceOf(error) })
    return isUnavailable
      ? fault(req.raw, 503, 'The store cannot be reached now', `${error.message}. Try again later.`)
      : fault(req.raw, 500, 'Something went wrong', 'It has been logged.')
  })

  let hasToldOfProxy = false
  const tellOfProxy = (request: Request, connection: string | undefined) => {
    if (hasToldOfProxy || messages === null || connection === undefined) return
    if (!request.headers.has('x-forwarded-for') || trustedProxies.isTrusted(connection)) return
    hasToldOfProxy = true
    log(
      'X-Forwarded-For comes from an address that TRUSTED_PROXIES does not name: all its messages share one limit.',
    )
  }

  return {
    async fetch(request, connection, hangUp = undefined) {
      tellOfProxy(request, connection)
      const [id, begunAt] = [randomUUID(), performance.now()]
      const response = await app.fetch(request, {
        client: clientOf(request, connection, trustedProxies),
        isFromProxy: connection !== undefined && trustedProxies.isTrusted(connection),
        id,
        hangUp: hangUp ?? null,
      })
      const route = routeOf(new URL(request.url).pathname)
      const milliseconds = performance.now() - begunAt
      metrics.answered(route, response.status, milliseconds / 1000)
      // Lets somebody who saw the error find its entry in the log.
      if (response.status >= 500) response.headers.set('x-request-id', id)
      if (logsRequests) {
        const { status } = response
        log('Answered.', { request: id, method: request.method, route, status, ms: Math.round(milliseconds) })
      }
      return response
    },
    routes: [
      ...new Map(
        app.routes
          .filter(({ method, path }) => method !== 'ALL' || path !== '/*')
          .map(({ method, path }) => [`${method} ${path}`, { method, path }]),
      ).values(),
    ],
    leave() {
      isLeaving = true
    },
    drain: () => ingest.drain(),
  }
}

/**
 * Whether a request is from somebody working with the answers: a client that floods the collector with messages, or guesses
 * tokens, must not make them wait. Failed sign-ins have a limit of their own.
 */
const isTeams = ({ url }: Request): boolean =>
  /^\/(login|logout|join|api\/.+|report\/.+)$/.test(new URL(url).pathname)

/** Whether it carries the operator's token. Visitors send none, and comparing one takes two hashes. */
function isOperators(request: Request, operator: Operator): boolean {
  const bearer = bearerOf(request)
  return bearer !== null && operator.isToken(bearer)
}

/** Where it went wrong. The message is left out because it may repeat what somebody wrote. */
function traceOf(error: Error): LogDetails {
  const frames = error.stack?.match(/^ {4}at .+$/gm)?.map(frame => frame.trim()) ?? []
  const code = 'code' in error ? { code: String(error.code) } : {}
  return { error: error.name, ...code, trace: frames.slice(0, 12).join(' | ') }
}

function tooManyAnswer(request: Request, seconds: number, allowedOrigins: AllowedOrigins): Response {
  return jsonResponse({ error: tooMany(seconds), field: null, found: null, allowed: null }, 429, {
    'retry-after': String(seconds),
    ...(isOriginAllowed(request, allowedOrigins) && crossOriginHeaders(request)),
  })
}

/** Anything stamped by such a clock would be deleted as far too old once it is put right. */
function clockIsWrong(request: Request, allowedOrigins: AllowedOrigins): Response {
  const error = 'The clock of the collector is wrong, so nothing can be stored now; try again later.'
  return jsonResponse({ error, field: null, found: null, allowed: null }, 503, {
    'retry-after': '600',
    ...(isOriginAllowed(request, allowedOrigins) && crossOriginHeaders(request)),
  })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function notFound(request: Request): Response {
  return fault(request, 404, 'Not found', 'There is no page at this address.')
}

/** A page for people, JSON for everybody else. */
function fault(request: Request, status: number, title: string, text: string): Response {
  const headers: Record<string, string> = status === 503 ? { 'retry-after': '30' } : {}
  const wantsPage = request.headers.get('accept')?.includes('text/html') ?? false
  if (wantsPage) return pageResponse(plainPage({ title, text }), status, headers)
  return jsonResponse(
    { error: `${title}. ${text}`, field: null, found: null, allowed: null },
    status,
    headers,
  )
}
