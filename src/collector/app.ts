import { Hono } from 'hono'
import { plainPage } from '../report/plain-page.ts'
import { type BrowserFiles, fileResponse } from './browser-files.ts'
import { clientOf, noProxies, type TrustedProxies } from './client.ts'
import { type AllowedOrigins, crossOriginHeaders, isOriginAllowed } from './cross-origin.ts'
import { dataRoutes } from './data-routes.ts'
import { createIngest } from './ingest.ts'
import { createOperator } from './operator.ts'
import { createOperatorAccess, type Visit } from './operator-access.ts'
import { jsonResponse, pageResponse } from './page-response.ts'
import { createRateLimit } from './rate-limit.ts'
import { reportRoutes } from './report-routes.ts'
import { respondentRoutes } from './respondent-routes.ts'
import { responseRoutes } from './response-routes.ts'
import { createSignatureCheck } from './signature-check.ts'
import { type Store, StoreUnavailable } from './store/store.ts'
import { surveyRoutes } from './survey-routes.ts'

export interface CollectorOptions {
  store: Store
  /** Milliseconds since 1970. */
  now: () => number
  /**
   * Milliseconds since any moment, by a clock that nobody sets: limits go by it, or a wrong clock that is put right would
   * have everybody wait for years. @default that of the process
   */
  uptime?: () => number
  /** The operator's token, which opens the report. */
  token: string
  /** Opens one session in place of the token, by the link `/login?code=…`. @default none */
  signInCode?: string | null
  /** What signatures are made with, 32 characters or more. @default none, which leaves all unverified */
  signingSecret?: string
  /** The domain of both pages and collector, such as "shop.example", whose cookie remembers outcomes. @default none */
  cookieDomain?: string | null
  /** @default 'any' */
  allowedOrigins?: AllowedOrigins
  /** The proxies whose `X-Forwarded-For` is believed. @default none */
  trustedProxies?: TrustedProxies
  /** Messages a minute from one client, if `fetch` is told addresses; null: as many as come. @default null */
  rateLimit?: number | null
  /** The widget's files. @default none are served */
  browserFiles?: BrowserFiles
  /** The report's style sheet. @default none, which leaves the report plain */
  styles?: string
  /** Hears what the operator should know, a sentence at a time. @default nobody */
  log?: (sentence: string) => void
}

export interface Collector {
  /** Answers any request; never throws. `connection` is the address that it comes from: without it nobody is counted. */
  fetch(request: Request, connection?: string): Promise<Response>
  /** Resolves when every response that was taken in is stored, or could not be. */
  drain(): Promise<void>
}

/** Milliseconds; then traffic may come again and show whether it still fails. */
const failureHolds = 30_000

/** The collector, from request to response: it knows no port and no process. */
export function createCollector(options: CollectorOptions): Collector {
  const { uptime = () => performance.now() } = options
  const { store, now, token, allowedOrigins = 'any', browserFiles, styles = '', log = () => {} } = options
  const {
    trustedProxies = noProxies,
    rateLimit = null,
    signingSecret = null,
    cookieDomain = null,
    signInCode = null,
  } = options
  const signatureCheck = createSignatureCheck(signingSecret, store)
  const messages = rateLimit === null ? null : createRateLimit(rateLimit)
  const access = createOperatorAccess(createOperator(token, signInCode), now, uptime)
  let failedAt = Number.NEGATIVE_INFINITY
  const ingest = createIngest(store, error => {
    failedAt = error === null ? Number.NEGATIVE_INFINITY : uptime()
    log(
      error === null
        ? 'Responses are being stored again.'
        : `Responses cannot be stored: ${messageOf(error)}.`,
    )
  })

  const app = new Hono<Visit>()
    .use(async ({ req: { raw }, env: { client } }, next) => {
      const counted = raw.method === 'POST' && client !== null
      const seconds = counted ? (messages?.take(client, uptime()) ?? 0) : 0
      return seconds > 0 ? tooMany(raw, seconds, allowedOrigins) : next()
    })
    .get('/healthz', context => context.text('ok'))
    .get('/readyz', async ({ req }) => {
      await store.check()
      // A full disk shows only when something is stored, so the last failure holds for a while.
      return uptime() < failedAt + failureHolds
        ? fault(req.raw, 503, 'Not ready', 'The last response could not be stored.')
        : new Response('ready')
    })
    .route('/', responseRoutes({ ingest, signatureCheck, allowedOrigins, cookieDomain, now }))
    .route('/', respondentRoutes({ store, signatureCheck, access, allowedOrigins, now }))
    .route('/', dataRoutes({ store, access, now }))
    .route('/', surveyRoutes({ store, access }))
    .route('/', reportRoutes({ store, access, styles, now }))
    .get('/*', async ({ req }) => {
      const path = req.path.slice(1)
      const file = await browserFiles?.(path)
      return file ? fileResponse(req.raw, path, file) : notFound(req.raw)
    })
    .notFound(({ req }) => notFound(req.raw))

  app.onError((error, { req }) => {
    const isUnavailable = error instanceof StoreUnavailable
    if (!isUnavailable) log(`${req.method} ${req.path} failed: ${error.stack ?? error.message}`)
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
    async fetch(request, connection) {
      tellOfProxy(request, connection)
      return app.fetch(request, { client: clientOf(request, connection, trustedProxies) })
    },
    drain: () => ingest.drain(),
  }
}

function tooMany(request: Request, seconds: number, allowedOrigins: AllowedOrigins): Response {
  const error = `Too many messages from this address; try again in ${seconds} s.`
  return jsonResponse({ error, field: null, found: null, allowed: null }, 429, {
    'retry-after': String(seconds),
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
