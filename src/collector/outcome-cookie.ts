import {
  addOutcome,
  outcomeCookieOf,
  parseOutcomes,
  type RememberedOutcome,
  serializeOutcomes,
} from '../protocol/outcome-cookie.ts'
import type { ResponseRecord } from '../protocol/response.ts'
import { correctedTimes } from './corrected-times.ts'
import { isSameOrigin } from './cross-origin.ts'

/** Seconds; the longest that Chrome keeps any cookie: 400 days. */
const life = 400 * 24 * 60 * 60

/**
 * The cookie that reminds a browser of a survey's outcome, if it would be a first-party cookie: the page is of the
 * collector's own origin, or both are of the domain that the operator has named. Scripts read it, so it is not HttpOnly;
 * they never write it, since Safari would then delete it after 7 days. Null if no cookie is to be set.
 *
 * @param domain such as "shop.example", or null
 */
export function outcomeCookie(
  request: Request,
  record: ResponseRecord,
  { domain, receivedAt }: { domain: string | null; receivedAt: number },
): string | null {
  const shared = domain !== null && isOfDomain(request, domain)
  if (request.headers.get('origin') === null || !(shared || isSameOrigin(request))) return null
  const name = outcomeCookieOf(record.site)
  const known = valuesOf(request, name).flatMap(parseOutcomes)
  const { survey } = record
  const outcome = outcomeOf(record)
  const value = serializeOutcomes(addOutcome(known, { survey, outcome, at: outcomeAt(record, receivedAt) }))
  const isSecure = (request.headers.get('x-forwarded-proto') ?? request.url).startsWith('https')
  return [
    `${name}=${value}`,
    `Max-Age=${life}`,
    'Path=/',
    ...(shared ? [`Domain=${domain}`] : []),
    'SameSite=Lax',
    ...(isSecure ? ['Secure'] : []),
  ].join('; ')
}

/** The outcome of a response, as the visitor's own history would record it. */
export function outcomeOf({
  state,
  endedBy,
}: Pick<ResponseRecord, 'state' | 'endedBy'>): RememberedOutcome['outcome'] {
  if (endedBy === 'opted-out') return 'opted-out'
  if (state === 'dismissed') return 'dismissed'
  return state === 'asked' ? 'ignored' : 'answered'
}

/** The time of the outcome, by the collector's clock. */
function outcomeAt(record: ResponseRecord, receivedAt: number): number {
  const { askedAt, scoredAt, endedAt } = correctedTimes(record, receivedAt)
  return Math.max(0, endedAt ?? scoredAt ?? askedAt)
}

/** Whether both ends are of the domain. If the browser says how they are related, it must agree. */
function isOfDomain(request: Request, domain: string): boolean {
  const origin = request.headers.get('origin') ?? ''
  const related = request.headers.get('sec-fetch-site')
  const own = request.headers.get('host')?.replace(/:\d+$/, '') ?? new URL(request.url).hostname
  const isOf = (host: string) => host === domain || host.endsWith(`.${domain}`)
  return (
    URL.canParse(origin) &&
    isOf(new URL(origin).hostname) &&
    isOf(own) &&
    (related === null || related === 'same-origin' || related === 'same-site')
  )
}

/** More than one if both a host and its domain have a cookie of the name. */
function valuesOf(request: Request, name: string): string[] {
  const cookies = request.headers.get('cookie')?.split(';') ?? []
  return cookies.flatMap(cookie => {
    const [key, value = ''] = cookie.trim().split('=')
    return key === name ? [value] : []
  })
}
