/** 'any', or the origins whose pages may send, such as `https://shop.example`. */
export type AllowedOrigins = 'any' | readonly string[]

/**
 * Whether a request may come from its origin. Without `Origin` it comes from no page at all; pages of the collector's own
 * origin always may send.
 */
export function isOriginAllowed(request: Request, allowed: AllowedOrigins): boolean {
  const origin = request.headers.get('origin')
  return allowed === 'any' || origin === null || allowed.includes(origin) || isOwnHost(origin, request)
}

/**
 * Whether a request that changes something comes from one of the collector's own pages, or from no page at all: every
 * browser sends the origin of a POST, or `null` if it would rather not say.
 */
export function isSameOrigin(request: Request): boolean {
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  return (site === null || site === 'same-origin') && (origin === null || isOwnHost(origin, request))
}

/** Behind a proxy that ends TLS the schemes differ, the hosts don't. */
function isOwnHost(origin: string, request: Request): boolean {
  return (
    URL.canParse(origin) &&
    new URL(origin).host === (request.headers.get('host') ?? new URL(request.url).host)
  )
}

/** Lets a page of another origin send, and read how long to wait. Cookies decide nothing here. */
export function crossOriginHeaders(request: Request): Record<string, string> {
  const origin = request.headers.get('origin')
  if (origin === null) return { vary: 'Origin' }
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'Retry-After',
    vary: 'Origin',
  }
}

/** The response to a preflight: any headers that the site's options add are allowed. */
export function preflightHeaders(request: Request): Record<string, string> {
  const asked = request.headers.get('access-control-request-headers')
  return {
    ...crossOriginHeaders(request),
    'access-control-allow-methods': 'POST',
    ...(asked !== null && { 'access-control-allow-headers': asked }),
    'access-control-max-age': '7200',
    vary: 'Origin, Access-Control-Request-Headers',
  }
}
